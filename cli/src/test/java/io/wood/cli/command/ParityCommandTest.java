package io.wood.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.wood.method.tensor.Npz;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParityCommandTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream before = System.out;

  @TempDir private Path folder;

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void hearNoMore() {
    System.setOut(before);
  }

  /** x + ε·g/max|g|, by hand: 1 + .07 and 2 − .035. */
  private void golden(String name, float first) throws IOException {
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      arrays.put("image", manager.create(new float[] {1, 2}));
      arrays.put("grad", manager.create(new float[] {4, -2}));
      arrays.put("epsilon", manager.create(new float[] {.07f}));
      arrays.put("perturbed", manager.create(new float[] {first, 1.965f}));
      Files.write(folder.resolve(name), Npz.write(arrays));
    }
  }

  private int run(String... more) {
    String[] arguments = new String[2 + more.length];
    arguments[0] = "parity";
    arguments[1] = folder.toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return WoodCommand.run(arguments);
  }

  @Test
  void endsWellWhenEveryFilePasses() throws IOException {
    golden("f3_adv_climb.npz", 1.07f);

    assertThat(run()).isZero();
    assertThat(written.toString(StandardCharsets.UTF_8))
        .containsPattern("f3_adv_climb.npz +1 +perturbed +\\S+ +1.0e-06 +pass")
        .contains("all 1 files pass");
  }

  @Test
  void namesWhatFailsAndGoesOnWithTheOthers() throws IOException {
    golden("f3_adv_climb.npz", 1.08f);
    golden("f4_adv_climb_other.npz", 1.07f);
    Files.writeString(folder.resolve("a_path_index.npz"), "no zip");
    Path json = folder.resolve("result.json");

    assertThat(run("--json", json.toString())).isEqualTo(1);
    assertThat(written.toString(StandardCharsets.UTF_8))
        .containsPattern("a_path_index.npz +0 .*FAIL")
        .contains("a_path_index.npz is no npz file")
        .containsPattern("f3_adv_climb.npz +1 +perturbed +1.0e-02 +1.0e-06 +FAIL")
        .containsPattern("f4_adv_climb_other.npz +1 +perturbed .*pass")
        .contains("2 of 3 files fail");
    assertThat(Files.readString(json))
        .contains("\"file\":\"f4_adv_climb_other.npz\",\"passed\":true");
  }

  @Test
  void refusesAFolderWithoutGoldenFiles() {
    assertThat(run()).isEqualTo(1);
  }
}
