package io.wood.method.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/**
 * Feeds mutated files of every format to the decoder: each one is decoded or refused with a reason.
 * {@code -Dwood.fuzz=10000} sets how many; the same number gives the same files.
 */
class DamagedFilesTest {
  private static final int FILES = Integer.getInteger("wood.fuzz", 300);
  private static final ImageLimits LIMITS = new ImageLimits(1 << 20, 1_000_000);

  /** Far above the milliseconds that a file takes: longer is a loop without end. */
  private static final int HANG_SECONDS = 60;

  @Test
  void everyDamagedFileIsDecodedOrRefusedWithAReason() throws Exception {
    List<Path> originals = PillowValuesTest.images();
    int decoded = 0;
    int refused = 0;
    ExecutorService decoder = Executors.newSingleThreadExecutor(DamagedFilesTest::daemon);
    for (int number = 0; number < FILES; number++) {
      Path original = originals.get(number % originals.size());
      byte[] damaged = damage(Files.readAllBytes(original), new Random(number));
      String name = "file " + number + ", made from " + original.getFileName();
      try {
        if (decoder.submit(() -> isDecoded(damaged)).get(HANG_SECONDS, TimeUnit.SECONDS)) {
          decoded++;
        } else {
          refused++;
        }
      } catch (TimeoutException hangs) {
        fail(name + " hangs");
      } catch (ExecutionException crash) {
        fail(name + " crashes", crash.getCause());
      }
    }
    decoder.shutdownNow();
    System.out.printf("%d damaged files: %d decoded, %d refused%n", FILES, decoded, refused);
    assertThat(decoded).as("decoded all the same").isPositive();
    assertThat(refused).as("refused").isPositive();
  }

  @Test
  void aDamagedFileDoesNotChangeHowTheNextIsRead() throws Exception {
    List<Path> originals = PillowValuesTest.images();
    List<RgbImage> before = new ArrayList<>();
    for (Path original : originals) {
      before.add(ImageDecoder.decode(Files.readAllBytes(original)));
    }
    for (int i = 0; i < originals.size(); i++) {
      byte[] file = Files.readAllBytes(originals.get(i));
      assertThat(isDecoded(damage(file, new Random(-1 - i)))).isIn(true, false);
      assertThat(ImageDecoder.decode(file))
          .as(originals.get(i).toString())
          .isEqualTo(before.get(i));
    }
  }

  /** True when it is decoded; false when it is refused. */
  private static boolean isDecoded(byte[] file) {
    try {
      assertThat(ImageDecoder.memory(file, LIMITS, 640)).isPositive();
      RgbImage image = ImageDecoder.decode(file, LIMITS);
      assertThat((long) image.width() * image.height()).isLessThanOrEqualTo(LIMITS.maxPixels());
      ImageDecoder.decodeFor(file, LIMITS, 2);
      return true;
    } catch (UnusableImageException refused) {
      assertThat(refused.getMessage()).isNotBlank();
      return false;
    }
  }

  /** Changes, removes, repeats or cuts off bytes, mostly in the headers. */
  private static byte[] damage(byte[] original, Random random) {
    byte[] file = original.clone();
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes && file.length > 0; i++) {
      int reach = random.nextBoolean() ? Math.min(200, file.length) : file.length;
      int at = random.nextInt(reach);
      switch (random.nextInt(6)) {
        case 0, 1 -> file[at] = (byte) random.nextInt();
        case 2 -> file[at] = (byte) 0xff;
        case 3 ->
            Arrays.fill(
                file, at, Math.min(file.length, at + 4), (byte) (random.nextBoolean() ? 0x7f : 0));
        case 4 -> file[at] ^= (byte) (1 << random.nextInt(8));
        default -> file = moved(file, at, random);
      }
    }
    return file;
  }

  /** Without some bytes, with some of them twice, or without an end. */
  private static byte[] moved(byte[] file, int at, Random random) {
    int length = Math.min(file.length - at, 1 + random.nextInt(20));
    return switch (random.nextInt(3)) {
      case 0 -> joined(file, at, at + length);
      case 1 -> joined(file, at + length, at);
      default -> Arrays.copyOf(file, Math.max(16, at));
    };
  }

  private static byte[] joined(byte[] file, int to, int from) {
    byte[] joined = Arrays.copyOf(file, to + file.length - from);
    System.arraycopy(file, from, joined, to, file.length - from);
    return joined;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "decoder");
    thread.setDaemon(true);
    return thread;
  }
}
