"""Makes the images of this folder and, in pillow/, width, height and the RGB bytes that Pillow reads from each.

Run with Pillow 9.4 or later: python3 make.py PROFILE.icc
16-bit grey is the exception: Pillow clips it at 255, so that the upper eight bits are written here.
"""
import os
import struct
import sys
import zlib

from PIL import Image, ImageOps

W, H = 11, 7
profile = open(sys.argv[1], "rb").read()
rgb = Image.new("RGB", (W, H))
rgb.putdata([(23 * x % 256, 36 * y % 256, (20 * x + 30 * y) % 256) for y in range(H) for x in range(W)])
smooth = Image.new("RGB", (4 * W, 4 * H))
smooth.putdata([(5 * x + 20, 8 * y + 10, 2 * x + 3 * y + 60) for y in range(4 * H) for x in range(4 * W)])
grey = rgb.convert("L")


def png(depth, colour, rows, *extra):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", W, H, depth, colour, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows))
    chunks = chunk(b"IHDR", header) + b"".join(chunk(*each) for each in extra) + chunk(b"IDAT", body)
    return b"\x89PNG\r\n\x1a\n" + chunks + chunk(b"IEND", b"")


def packed(depth, bands, sample):
    for y in range(H):
        bits = "".join(format(sample(x, y, b) % (1 << depth), "0%db" % depth) for x in range(W) for b in range(bands))
        bits += "0" * (-len(bits) % 8)
        yield int(bits, 2).to_bytes(len(bits) // 8, "big")


def save(name, data):
    with open(name, "wb") as out:
        out.write(data)


def value(x, y, band):
    return 5000 * x + 700 * y + 9000 * band + 77 * x * y


palette = bytes((i * 37 + c * 91) % 256 for i in range(256) for c in range(3))
for depth in (1, 2, 4, 8, 16):
    save("grey%d.png" % depth, png(depth, 0, packed(depth, 1, value)))
for depth in (8, 16):
    save("grey-alpha%d.png" % depth, png(depth, 4, packed(depth, 2, value)))
    save("rgb%d.png" % depth, png(depth, 2, packed(depth, 3, value)))
    save("rgba%d.png" % depth, png(depth, 6, packed(depth, 4, value)))
for depth in (1, 2, 4, 8):
    plte = (b"PLTE", palette[: 3 << depth])
    save("palette%d.png" % depth, png(depth, 3, packed(depth, 1, value), plte))
save("palette-alpha.png", png(8, 3, packed(8, 1, value), (b"PLTE", palette), (b"tRNS", bytes(range(200)))))
save("grey-gamma.png", png(8, 0, packed(8, 1, value), (b"gAMA", struct.pack(">I", 100000))))
save("grey-key.png", png(8, 0, packed(8, 1, value), (b"tRNS", b"\0\7")))
rgb.save("profile.png", icc_profile=profile)

smooth.save("plain.jpg", quality=95)
smooth.save("profile.jpg", quality=95, icc_profile=profile)
smooth.convert("L").save("grey.jpg", quality=95)
smooth.convert("L").save("progressive.jpg", quality=95, progressive=True)
smooth.convert("CMYK").save("cmyk.jpg", quality=95)
cmyk = bytearray(open("cmyk.jpg", "rb").read())
cmyk[cmyk.index(b"Adobe") + 11] = 2
save("ycck.jpg", bytes(cmyk))

rgb.quantize(16).save("whole.gif")
part = rgb.quantize(8)
part.save("part.gif")
data = bytearray(open("part.gif", "rb").read())
data[6:10] = struct.pack("<HH", W + 4, H + 3)
place = data.index(b",", 13 + 3 * (2 << (data[10] & 7)))
data[place + 1 : place + 5] = struct.pack("<HH", 3, 2)
save("part.gif", bytes(data))
part.save("transparent.gif", transparency=3)
frames = [rgb.quantize(16), ImageOps.mirror(rgb).quantize(16)]
frames[0].save("animated.gif", save_all=True, append_images=frames[1:], duration=50)

rgb.save("lossless.webp", lossless=True, quality=50)
smooth.save("lossy.webp", quality=95)
rgba = rgb.copy()
rgba.putalpha(200)
rgba.save("alpha.webp", lossless=True, exact=True)
smooth.save("profile.webp", quality=95, icc_profile=profile)
rgb.save("animated.webp", save_all=True, lossless=True, append_images=[ImageOps.mirror(rgb)], duration=50)

rgb.save("plain.tif")
rgb.save("lzw.tif", compression="tiff_lzw")
rgb.save("deflate.tif", compression="tiff_adobe_deflate")
rgb.save("profile.tif", icc_profile=profile)
smooth.save("jpeg.tif", compression="jpeg", quality=95)
grey.save("grey.tif")
rgb.quantize(32).save("palette.tif")
rgb.convert("1").save("bilevel.tif", compression="group4")
rgb.convert("CMYK").save("cmyk.tif")
rgba.save("alpha.tif")
wide = Image.new("I;16", (W, H))
for y in range(H):
    for x in range(W):
        wide.putpixel((x, y), value(x, y, 0) % 65536)
wide.save("grey16.tif")
rgb.save("plain.bmp")
grey.save("grey.bmp")
rgb.quantize(16).save("palette.bmp")
rgb.convert("1").save("bilevel.bmp")

for tag in range(1, 9):
    exif = Image.Exif()
    exif[0x0112] = tag
    smooth.save("turned%d.jpg" % tag, quality=95, exif=exif.tobytes())
exif[0x0112] = 6
rgb.save("turned6.png", exif=exif.tobytes())
rgb.save("turned6.webp", lossless=True, exif=exif.tobytes())

rgb.save("turned6.tif", tiffinfo={274: 6})

os.makedirs("pillow", exist_ok=True)
for name in sorted(os.listdir(".")):
    if name in ("make.py", "pillow"):
        continue
    image = ImageOps.exif_transpose(Image.open(name))
    if name in ("grey16.png", "grey16.tif"):
        shown = Image.new("L", image.size)
        shown.putdata([value(i % W, i // W, 0) % 65536 >> 8 for i in range(W * H)])
        image = shown
    if name == "turned6.tif":
        image = rgb.transpose(Image.ROTATE_270)
    image = image.convert("RGB")
    save("pillow/" + name, struct.pack(">HH", *image.size) + image.tobytes())
