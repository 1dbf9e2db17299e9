package io.wood.cli.option;

import io.wood.cli.client.RunningSystem;
import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.method.network.Classifier;
import io.wood.method.network.weights.WeightsFile;
import io.wood.method.network.weights.WrongWeightsException;
import io.wood.store.Hashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Uploads a weights file that an option names, after it is read and checked. */
public final class WeightsUpload {
  private WeightsUpload() {}

  /**
   * Reads and checks a file (safetensors or PyTorch .pth).
   *
   * @param option that names the file, such as {@code --weights}
   * @param file null when the option is not given
   * @param prefix of the keys to take; null for all
   * @param network whose trunk the file must have; null when it is not known
   * @return its bytes, or those of the part that the prefix selects; empty without a file
   * @throws CommandFailedException naming the file and what is wrong with it
   */
  public static Optional<byte[]> read(
      String option, Path file, String prefix, NetworkSpec network) {
    if (file == null) {
      if (prefix != null) {
        throw new CommandFailedException(
            "--prefix %s chooses from a weights file: name it with %s".formatted(prefix, option));
      }
      return Optional.empty();
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      WeightsFile weights = WeightsFile.of(bytes);
      WeightsFile chosen = prefix == null ? weights : weights.below(prefix);
      if (network != null) {
        Classifier.requireTrunk(network, chosen);
      }
      return Optional.of(prefix == null ? bytes : chosen.toSafetensors());
    } catch (WrongWeightsException e) {
      throw new CommandFailedException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailedException("weights " + file + " cannot be read: " + e, e);
    }
  }

  /** Stores weights under their hash. */
  public static ArtifactRef store(RunningSystem system, byte[] weights) {
    String key = ObjectKeys.weights(Hashes.sha256(weights));
    return system.store().put(Buckets.MODELS, key, weights, "application/octet-stream");
  }
}
