package io.wood.demo.effect;

import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.demo.effect.EffectSetup.Masks;
import io.wood.demo.effect.PictureSheet.Swatch;
import io.wood.method.cam.ActivationMaps;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.HeatOverlay;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.NearestResize;
import io.wood.method.image.RgbImage;
import io.wood.method.irn.IrnInference;
import io.wood.method.irn.IrnLabels;
import io.wood.method.irn.IrnNetwork;
import io.wood.method.tensor.ImagePlanes;
import io.wood.method.walk.PseudoMasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Shows how each classifier's masks come about: a sheet for each arm, base and seed with the same
 * few validation images, from the CAM to the mask.
 */
final class EffectPictures {
  /** Images on a sheet. */
  static final int IMAGES = 6;

  /** Colour of pixels without a label, 0xRRGGBB; none of the first 21 of VOC's palette. */
  static final int UNSURE = 0xd8d8d8;

  private static final int ID_DIGITS = 12;

  private final Terminal terminal;
  private final Path folder;
  private int written;
  private boolean complete = true;

  /**
   * Makes sure that sheets can be drawn and written, before anything is trained for them.
   *
   * @param folder created when it is missing; sheets in it are written over
   * @throws CommandFailedException when it cannot be written, or there is no font
   */
  EffectPictures(Terminal terminal, Path folder) {
    this.terminal = terminal;
    this.folder = folder;
    PictureSheet.requireFonts();
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "trial", ""));
    } catch (IOException e) {
      throw new CommandFailedException(
          "--pictures: cannot write to the folder " + folder + "; name another: " + e, e);
    }
  }

  /** The images that are shown: evenly spread over the validation images, without any result. */
  static List<EffectImage> images(EffectData data) {
    return positions(data.validation().size()).mapToObj(data.validation()::get).toList();
  }

  /** The middles of equal parts of the list. */
  static IntStream positions(int size) {
    int shown = Math.min(IMAGES, size);
    return IntStream.range(0, shown).map(i -> (2 * i + 1) * size / (2 * shown));
  }

  /**
   * Writes the sheet of a row whose masks were measured.
   *
   * @param cams of the shown images at least
   * @param edges the IRN that its masks were made with
   */
  void draw(EffectRow row, EffectSetup setup, ValidationCams cams, IrnNetwork edges) {
    EffectData data = setup.data();
    RefinementParameters how = setup.protocol().refinement(row.seed());
    double threshold = row.mask().threshold();
    PictureSheet sheet = sheet(row, setup.masks());
    List<ActivationMaps> maps = cams.of(how.cam());
    positions(data.validation().size())
        .forEach(
            position -> {
              EffectImage image = data.validation().get(position);
              ActivationMaps of = maps.get(cams.images().indexOf(image));
              sheet.add(
                  new PictureSheet.Row(
                      "validation image %d of %d, id %s"
                          .formatted(
                              position + 1,
                              data.validation().size(),
                              image.id().substring(0, ID_DIGITS)),
                      classes(image, data.classes()),
                      cells(image, of, edges, how, threshold)));
            });
    write(row, sheet);
  }

  private static PictureSheet sheet(EffectRow row, Masks masks) {
    return new PictureSheet(
        row.run(),
        List.of(
            new Swatch("background", LabelMaps.colour(0)),
            new Swatch("IRN labels: unsure; truth: not counted", UNSURE)),
        List.of(
            "image",
            "CAM",
            "IRN labels",
            masks == Masks.BASE_IRN ? "edges of the base's IRN" : "edges of IRN",
            String.format(Locale.ROOT, "mask, threshold %.2f", row.mask().threshold()),
            "truth"));
  }

  /** Says why a row has no sheet. */
  void leaveOut(EffectRow row, String reason) {
    complete = false;
    terminal.line("%s has no pictures: %s".formatted(row.run(), reason));
  }

  /** Says where the sheets are. */
  void summary() {
    terminal.line("%d sheets of pictures in %s".formatted(written, folder));
  }

  /** Whether each row had its sheet. */
  boolean isComplete() {
    return complete;
  }

  private static List<Swatch> classes(EffectImage image, List<String> names) {
    return image.labels().stream()
        .sorted()
        .map(label -> new Swatch(names.get(label), LabelMaps.colour(label + 1)))
        .toList();
  }

  /** The pictures of the columns. */
  private static List<RgbImage> cells(
      EffectImage image,
      ActivationMaps maps,
      IrnNetwork irn,
      RefinementParameters how,
      double threshold) {
    RgbImage pixels = image.image();
    RgbImage shown = BicubicResize.toLongSide(pixels, PictureSheet.CELL);
    ImagePlanes heat = maps.highResolution().strongest();
    LabelMap labels =
        new IrnLabels(how.irnLabels(), how.cam().adversarial())
            .label(pixels, maps.keys(), maps.highResolution());
    ImagePlanes edge = IrnInference.of(irn, how).edge(pixels);
    LabelMap mask =
        new PseudoMasks(how.walk()).walk(maps.keys(), maps.strided(), edge, pixels).mask(threshold);
    return List.of(
        shown,
        HeatOverlay.over(shown, heat.values(), heat.width(), heat.height()),
        painted(labels, shown),
        grey(edge.resized(shown.height(), shown.width())),
        painted(mask, shown),
        image.mask().map(truth -> painted(truth, shown)).orElseGet(() -> blank(shown)));
  }

  private static RgbImage painted(LabelMap map, RgbImage shown) {
    return LabelMaps.painted(NearestResize.resize(map, shown.width(), shown.height()), UNSURE);
  }

  /** White where a value is 1. */
  private static RgbImage grey(ImagePlanes plane) {
    byte[] bytes = new byte[3 * plane.area()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(255 * plane.values()[i / 3]);
    }
    return new RgbImage(plane.width(), plane.height(), bytes);
  }

  /** Of an image without truth: nothing counts. */
  private static RgbImage blank(RgbImage shown) {
    byte[] ignored = new byte[shown.width() * shown.height()];
    Arrays.fill(ignored, (byte) LabelMap.IGNORE);
    return painted(new LabelMap(shown.width(), shown.height(), ignored), shown);
  }

  private void write(EffectRow row, PictureSheet sheet) {
    String name = row.run().replace(", ", "-").replace(' ', '-').replace('/', '-') + ".png";
    try {
      Files.write(folder.resolve(name), ImageEncoder.png(sheet.drawn()));
      written++;
    } catch (IOException e) {
      // The figures, which took longer, are worth keeping.
      leaveOut(row, "cannot write " + folder.resolve(name) + ": " + e);
    }
  }
}
