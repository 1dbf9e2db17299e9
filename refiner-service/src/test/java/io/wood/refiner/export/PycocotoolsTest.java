package io.wood.refiner.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wood.method.image.LabelMap;
import io.wood.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * COCO's own reader gives back the masks of both forms. Skipped unless Python has pycocotools; the
 * variable WOOD_PYTHON names another Python than {@code python3}.
 */
class PycocotoolsTest {
  private static final String READER =
      """
      import sys
      import numpy as np
      from pycocotools import mask
      from pycocotools.coco import COCO
      coco = COCO(sys.argv[1])
      for image, labels in zip(coco.dataset["images"], open(sys.argv[2])):
          shape = image["height"], image["width"]
          truth = np.frombuffer(bytes.fromhex(labels.strip()), np.uint8).reshape(shape)
          found = np.zeros(shape, np.uint8)
          for one in coco.loadAnns(coco.getAnnIds(imgIds=image["id"], iscrowd=False)):
              found[coco.annToMask(one) > 0] = one["category_id"]
              runs = coco.annToRLE(one)
              assert mask.area(runs) == one["area"], one["id"]
              assert mask.toBbox(runs).tolist() == one["bbox"], one["id"]
          assert (found == truth).all(), image["file_name"]
      print("all", len(coco.dataset["images"]), "are equal")
      """;

  @TempDir private Path directory;

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void givesBackTheMasks(boolean polygons) throws Exception {
    String python = System.getenv().getOrDefault("WOOD_PYTHON", "python3");
    assumeTrue(
        Files.isExecutable(Path.of(python)) || !python.contains("/"), "there is no " + python);
    assumeTrue(
        run("sh", "-c", python + " -c 'import pycocotools' || echo none").isEmpty(),
        python + " has no pycocotools");
    Random random = new Random(5);
    CocoFile.Builder file = new CocoFile.Builder(List.of("bar", "traffic light"), polygons);
    StringBuilder truth = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      int width = 1 + random.nextInt(40);
      byte[] labels = new byte[width * 23];
      for (int pixel = 0; pixel < labels.length; pixel++) {
        boolean inside = pixel % width > 3 && random.nextInt(30) > i % 20;
        labels[pixel] = (byte) (inside ? 1 + (random.nextInt(9) == 0 ? 1 : 0) : 0);
      }
      file.add("image " + i + ".JPG", new LabelMap(width, 23, labels));
      truth.append(HexFormat.of().formatHex(labels)).append('\n');
    }
    Path coco = directory.resolve("coco.json");
    Files.write(coco, Json.mapper().writeValueAsBytes(file.build("masks", "2026-11-30")));
    Path expected = Files.writeString(directory.resolve("truth.txt"), truth);
    Path reader = Files.writeString(directory.resolve("read.py"), READER);

    assertThat(run(python, reader.toString(), coco.toString(), expected.toString()))
        .contains("all 60 are equal");
  }
}
