package io.wood.cli.command;

import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.method.network.Classifier;
import io.wood.method.network.weights.WeightsFile;
import io.wood.method.network.weights.WrongWeightsException;
import java.io.IOException;
import java.nio.file.Files;
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
    if (file == null) {
      if (prefix != null) {
        throw new CommandFailedException(
            "--prefix " + prefix + " chooses from a weights file: name it with --weights");
      }
      return Optional.empty();
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      WeightsFile weights = WeightsFile.of(bytes);
      WeightsFile chosen = prefix == null ? weights : weights.below(prefix);
      if (network != null && !arm.startsFromClassifier()) {
        Classifier.requireTrunk(network, chosen);
      }
      return Optional.of(prefix == null ? bytes : chosen.toSafetensors());
    } catch (WrongWeightsException e) {
      throw new CommandFailedException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailedException("weights " + file + " cannot be read: " + e, e);
    }
  }
}
