package io.wood.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.parameter.Architecture;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.TrunkOrigin;
import io.wood.method.network.weights.WeightsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RefineCommandTest {
  private static final NetworkSpec SMALL = new NetworkSpec(Architecture.SMALL, 8);

  private final StringWriter printed = new StringWriter();

  @Test
  void refusesToCancelAndToRepeatAtOnce() {
    assertThat(refine("wood-1", "--cancel", "--retry-failed")).isEqualTo(2);

    assertThat(printed.toString()).contains("cancel it first");
  }

  @Test
  void refusesParametersForARefinementThatHasThem() {
    assertThat(refine("wood-1", "--retry-failed", "--set", "walk.beta=8", "--segmentation"))
        .isEqualTo(2);
    assertThat(printed.toString())
        .contains("--retry-failed changes no parameters: omit --set, --segmentation")
        .contains("--name NEW");

    assertThat(refine("wood-1", "--cancel", "--dataset", "other")).isEqualTo(2);
    assertThat(printed.toString()).contains("--cancel changes no parameters: omit --dataset");

    assertThat(refine("wood-1", "--cancel", "--adversarial")).isEqualTo(2);
  }

  @Test
  void trainsNetworksOnCropsNoLargerThanThoseOfTheTraining() {
    RefineCommand command = parsed("wood-1", "--segmentation");

    RefinementParameters small = command.parameters(112);
    assertThat(small.irn().crop()).isEqualTo(112);
    assertThat(small.segmentation().crop()).isEqualTo(112);

    RefinementParameters large = command.parameters(512);
    assertThat(large.irn().crop()).isEqualTo(512);
    assertThat(large.segmentation().crop()).isEqualTo(321);
    assertThat(command.parameters(null).segmentation().crop()).isEqualTo(321);

    RefineCommand stated = parsed("wood-1", "--segmentation", "--set", "segmentation.crop=200");
    assertThat(stated.parameters(112).segmentation().crop()).isEqualTo(200);
  }

  @Test
  void aFileIsTheTrunkOfEveryNetworkThatSaysNothingElse(@TempDir Path directory)
      throws IOException {
    String file = TinyWeights.write(directory, "teacher.conv1.weight").toString();

    assertThat(parsed("wood-1").parameters(null).irn().trunk()).isEqualTo(TrunkOrigin.PRETRAINED);
    RefinementParameters masks = parsed("wood-1", "--trunk", file).parameters(null);
    assertThat(masks.irn().trunk()).isEqualTo(TrunkOrigin.FILE);
    assertThat(masks.segmentation()).isNull();
    RefinementParameters both =
        parsed("wood-1", "--trunk", file, "--segmentation").parameters(null);
    assertThat(both.irn().trunk()).isEqualTo(TrunkOrigin.FILE);
    assertThat(both.segmentation().trunk()).isEqualTo(TrunkOrigin.FILE);
    RefinementParameters edges =
        parsed(
                "wood-1",
                "--trunk",
                file,
                "--segmentation",
                "--set",
                "segmentation.trunk=CLASSIFIER")
            .parameters(null);
    assertThat(edges.irn().trunk()).isEqualTo(TrunkOrigin.FILE);
    assertThat(edges.segmentation().trunk()).isEqualTo(TrunkOrigin.CLASSIFIER);
  }

  @Test
  void refusesATrunkWithoutItsFileAndAFileWithoutATrunk() {
    RefineCommand unnamed = parsed("wood-1", "--set", "irn.trunk=FILE");
    RefineCommand unused = parsed("wood-1", "--trunk", "own.pth", "--set", "irn.trunk=START");

    assertThatThrownBy(() -> unnamed.parameters(null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("./wood refine EXPERIMENT --trunk FILE");
    assertThatThrownBy(() -> unused.parameters(null))
        .hasMessageContaining("neither irn.trunk nor segmentation.trunk is FILE");
  }

  @Test
  void readsTheFileThatFitsTheNetworkAndNoOther(@TempDir Path directory) throws IOException {
    String file = TinyWeights.write(directory, "teacher.conv1.weight").toString();

    byte[] chosen =
        parsed("wood-1", "--trunk", file, "--prefix", "teacher.").trunk(null).orElseThrow();

    assertThat(WeightsFile.of(chosen).names()).containsExactly("conv1.weight");
    assertThat(parsed("wood-1").trunk(SMALL)).isEmpty();
    assertThatThrownBy(() -> parsed("wood-1", "--trunk", file).trunk(SMALL))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining(file)
        .hasMessageContaining("the trunk of small");
    assertThatThrownBy(() -> parsed("wood-1", "--prefix", "teacher.").trunk(SMALL))
        .hasMessageContaining("name it with --trunk");
    assertThat(refine("wood-1", "--retry-failed", "--trunk", file)).isEqualTo(2);
    assertThat(printed.toString()).contains("--retry-failed changes no parameters: omit --trunk");
  }

  private static RefineCommand parsed(String... arguments) {
    RefineCommand command = new RefineCommand();
    new CommandLine(command).parseArgs(arguments);
    return command;
  }

  private int refine(String... arguments) {
    return new CommandLine(new RefineCommand())
        .setErr(new PrintWriter(printed, true))
        .execute(arguments);
  }
}
