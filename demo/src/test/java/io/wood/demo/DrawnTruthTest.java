package io.wood.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.demo.drawing.DemoImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawnTruthTest {
  @TempDir private Path folder;

  @Test
  void comesBackFromItsFile() {
    DrawnTruth truth =
        new DrawnTruth(
            Map.of(
                "a".repeat(64),
                new DrawnTruth.Candidate("candidate-0001", DemoImage.Kind.HARD, List.of()),
                "b".repeat(64),
                new DrawnTruth.Candidate(
                    "candidate-0002", DemoImage.Kind.MISSING_POSITIVE, List.of("boat", "bird"))));
    Path file = folder.resolve("truth.csv");

    truth.write(file);

    assertThat(DrawnTruth.read(file)).isEqualTo(truth);
  }

  @Test
  void namesADamagedFile() throws IOException {
    Path file = Files.writeString(folder.resolve("truth.csv"), "sha256,name,kind,labels\nabc");

    assertThatThrownBy(() -> DrawnTruth.read(file)).hasMessageContaining("damaged");
  }
}
