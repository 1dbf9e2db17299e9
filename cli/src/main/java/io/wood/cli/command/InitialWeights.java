package io.wood.cli.command;

import io.wood.cli.option.WeightsUpload;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that name weights to start from; a file that cannot be used is not uploaded. */
final class InitialWeights {
  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "Start from these weights (safetensors or PyTorch .pth).")
  private Path file;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      description = "Take the weights whose keys begin so, such as teacher.backbone. .")
  private String prefix;

  /**
   * Reads and checks the file.
   *
   * @param network to be trained; null when the request does not name one
   * @return its bytes, or those of the part that the prefix selects; empty without a file
   */
  Optional<byte[]> read(Arm arm, NetworkSpec network) {
    return WeightsUpload.read(
        "--weights", file, prefix, arm.startsFromClassifier() ? null : network);
  }
}
