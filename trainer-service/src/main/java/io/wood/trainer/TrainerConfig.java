package io.wood.trainer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The trainer's settings: {@code wood.trainer.*}. */
@ConfigMapping(prefix = "wood.trainer")
interface TrainerConfig {

  /** Where to train: {@code auto} (a GPU when there is one), {@code cpu} or {@code gpu:0}. */
  @WithDefault("auto")
  String device();

  /** PyTorch threads; default: one per core. */
  OptionalInt threads();

  /** How long after a trainer died another one takes over its experiment. */
  @WithDefault("PT30S")
  Duration lease();

  /** How often to look for experiments that no trainer runs. */
  @WithDefault("PT15S")
  Duration scan();

  /** How long a shutdown waits for the current step and its checkpoint. */
  @WithDefault("PT20S")
  Duration timeout();

  /** Maximum share of images that cannot be decoded; above it the run fails. */
  @WithDefault("0.02")
  double skippedShare();

  /** Maximum number of starts from the same checkpoint; after that the run fails. */
  @WithDefault("5")
  int starts();

  /** Maximum time between checkpoints; {@code schedule.checkpointSteps} may add more of them. */
  @WithDefault("PT5M")
  Duration checkpointInterval();

  /** Images fetched from the store at the same time. */
  @WithDefault("8")
  int fetchThreads();

  /** Address of an MLflow tracking server that gets every experiment; none by default. */
  Optional<URI> mlflowUri();

  /** Header {@code Authorization} for it. */
  Optional<String> mlflowAuthorization();

  /** Name of the MLflow experiment that has the runs, on the server and in exported files. */
  @WithDefault("wood")
  String mlflowExperiment();

  /** Version of the code, written to every manifest. */
  @WithDefault("${quarkus.application.version:unknown}")
  String codeVersion();
}
