package io.wood.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.parameter.Architecture;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.method.network.weights.WeightsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class InitialWeightsTest {
  private static final NetworkSpec SMALL = new NetworkSpec(Architecture.SMALL, 8);

  @TempDir private Path directory;

  private static InitialWeights parsed(String... arguments) {
    InitialWeights weights = new InitialWeights();
    new CommandLine(
            CommandLine.Model.CommandSpec.create()
                .addMixin("w", CommandLine.Model.CommandSpec.forAnnotatedObject(weights)))
        .parseArgs(arguments);
    return weights;
  }

  @Test
  void aPrefixSelectsAPartOfTheFile() throws IOException {
    Path file = TinyWeights.write(directory, "teacher.conv1.weight");

    byte[] chosen =
        parsed("--weights", file.toString(), "--prefix", "teacher.")
            .read(Arm.BASE, null)
            .orElseThrow();

    assertThat(WeightsFile.of(chosen).names()).containsExactly("conv1.weight");
    assertThat(parsed("--weights", file.toString()).read(Arm.BASE, null))
        .contains(Files.readAllBytes(file));
  }

  @Test
  void aFileThatCannotBeUsedIsRefusedBeforeTheUpload() throws IOException {
    String file = TinyWeights.write(directory, "teacher.conv1.weight").toString();

    assertThatThrownBy(() -> parsed("--weights", file).read(Arm.BASE, SMALL))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining(file)
        .hasMessageContaining("missing (conv1.weight");
    assertThatThrownBy(() -> parsed("--weights", file, "--prefix", "student.").read(Arm.BASE, null))
        .hasMessageContaining("student.")
        .hasMessageContaining("teacher.conv1.weight");
    assertThatThrownBy(() -> parsed("--prefix", "student.").read(Arm.BASE, null))
        .hasMessageContaining("--weights");
    Files.writeString(Path.of(file), "<html>");
    assertThatThrownBy(() -> parsed("--weights", file).read(Arm.BASE, null))
        .hasMessageContaining("web page");
  }
}
