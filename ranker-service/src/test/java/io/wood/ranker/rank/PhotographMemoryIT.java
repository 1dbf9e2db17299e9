package io.wood.ranker.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.method.image.ImageEncoder;
import io.wood.method.image.ImageLimits;
import io.wood.method.image.RgbImage;
import io.wood.store.InMemoryArtifactStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Decodes photographs of 48 megapixels at once in a process of its own with the heap that {@code
 * ./wood} gives the ranker, as uploads and events do: through one decoder. JPEG, and with {@code
 * -Dwood.photographs=true} PNG, which takes longer to write.
 */
class PhotographMemoryIT {
  private static final int WIDTH = 8000;
  private static final int HEIGHT = 6000;
  private static final int AT_ONCE = 4;

  @Test
  void fourPhotographsAtOnceFitTheRankersHeap(@TempDir Path folder) throws Exception {
    byte[] pixels = new byte[3 * WIDTH * HEIGHT];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / 4096);
    }
    RgbImage photograph = new RgbImage(WIDTH, HEIGHT, pixels);
    List<Path> files = new ArrayList<>();
    files.add(Files.write(folder.resolve("photo.jpg"), ImageEncoder.jpeg(photograph, .8)));
    if (Boolean.getBoolean("wood.photographs")) {
      files.add(Files.write(folder.resolve("photo.png"), ImageEncoder.png(photograph)));
    }

    for (Path file : files) {
      Path output = folder.resolve("output.txt");
      int status =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  PhotographMemoryIT.class.getName(),
                  file.toString())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start()
              .waitFor();

      assertThat(status).as("%s: %s", file.getFileName(), Files.readString(output)).isZero();
      assertThat(Files.readString(output)).contains("640x480 ".repeat(AT_ONCE));
    }
  }

  /** The process: decodes a file several times at once and prints the sizes. */
  public static void main(String[] arguments) throws Exception {
    CandidateDecoder decoder =
        new CandidateDecoder(
            new InMemoryArtifactStore(),
            new RankingSettings(.5, new ImageLimits(32 << 20, 50_000_000), 640),
            Runtime.getRuntime().maxMemory() / 2);
    Path file = Path.of(arguments[0]);
    ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
    List<Future<RgbImage>> decoded = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      decoded.add(
          callers.submit(
              () -> {
                try (ByteBudget.Share share = decoder.reserveFile(Files.size(file))) {
                  return decoder.decode(Files.readAllBytes(file)).image();
                }
              }));
    }
    for (Future<RgbImage> each : decoded) {
      System.out.print(each.get().width() + "x" + each.get().height() + " ");
    }
    callers.shutdown();
  }
}
