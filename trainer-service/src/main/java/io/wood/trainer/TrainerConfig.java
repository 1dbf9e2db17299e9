package io.wood.trainer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** What an operator can set: {@code wood.trainer.*}. */
@ConfigMapping(prefix = "wood.trainer")
interface TrainerConfig {

  /** Where to train: {@code auto} (a GPU when there is one), {@code cpu} or {@code gpu:0}. */
  @WithDefault("auto")
  String device();

  /** Threads of PyTorch; the default is one per core. */
  OptionalInt threads();

  /** How long a dead trainer's experiment waits before another one takes it over. */
  @WithDefault("PT30S")
  Duration lease();

  /** How often to look for experiments that nobody runs. */
  @WithDefault("PT15S")
  Duration scan();

  /** How long a stop waits for the present step and its checkpoint. */
  @WithDefault("PT20S")
  Duration timeout();

  /** Share of the images that may fail to decode before a run is given up. */
  @WithDefault("0.02")
  double skippedShare();

  /** How often a run may be begun without getting past the same checkpoint. */
  @WithDefault("5")
  int starts();

  /** At most so much training is lost by a death; {@code schedule.checkpointSteps} may ask more. */
  @WithDefault("PT5M")
  Duration checkpointInterval();

  /** Images that are fetched from the store at the same time. */
  @WithDefault("8")
  int fetchThreads();

  /** Goes into every manifest: what code made the weights. */
  @WithDefault("${quarkus.application.version:unknown}")
  String codeVersion();
}
