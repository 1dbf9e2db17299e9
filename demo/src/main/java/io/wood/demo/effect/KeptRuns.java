package io.wood.demo.effect;

import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.data.TrainingData;
import io.wood.store.Hashes;
import io.wood.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A folder of weights and figures, named by a hash of their inputs, so that an interrupted
 * comparison continues with the next classifier.
 */
final class KeptRuns {
  private static final int DIGITS = 12;

  private final Path folder;

  /**
   * @param folder created when it is missing
   */
  KeptRuns(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create folder " + folder, e);
    }
  }

  /**
   * The name of a run.
   *
   * @param setup images, labels and the device, whose rounding differs
   * @param parameters all settings of the training
   * @param oods of the training
   * @param initial weights to start from
   */
  static String name(
      EffectSetup setup,
      TrainingParameters parameters,
      List<EffectImage> oods,
      Optional<byte[]> initial) {
    StringBuilder all = new StringBuilder();
    EffectData data = setup.data();
    // Parameters that a later version adds are left out of JSON at their defaults.
    all.append(new String(Json.canonical(parameters), StandardCharsets.UTF_8));
    all.append(TrainingData.revision(parameters)).append(data.classes()).append(setup.place());
    for (List<EffectImage> part : List.of(data.train(), data.validation(), oods)) {
      all.append('\n');
      part.forEach(
          image -> all.append(image.id()).append(image.labels().stream().sorted().toList()));
    }
    all.append(initial.map(Hashes::sha256).orElse("random"));
    return "%s-%d-%s"
        .formatted(
            parameters.arm().name().toLowerCase(Locale.ROOT),
            parameters.seed(),
            Hashes.sha256(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS));
  }

  Optional<EffectRow> row(String run) {
    return read(folder.resolve(run + ".json")).map(bytes -> Json.read(bytes, EffectRow.class));
  }

  Optional<byte[]> weights(String run) {
    return read(folder.resolve(run + ".safetensors"));
  }

  void keep(String run, EffectRow row) {
    write(folder.resolve(run + ".json"), Json.canonical(row));
  }

  void keepWeights(String run, byte[] weights) {
    write(folder.resolve(run + ".safetensors"), weights);
  }

  private static Optional<byte[]> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Writes atomically: a reader finds the whole file or none. */
  private static void write(Path file, byte[] bytes) {
    try {
      Path part = Files.createTempFile(file.getParent(), "part", "");
      Files.write(part, bytes);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
