package io.wood.refiner;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What an operator can set. */
@ConfigMapping(prefix = "wood.refiner")
interface RefinerConfig {

  /** Name of this replica in leases, for people; the host name when left out. */
  Optional<String> replica();

  /** How long a dead replica's refinement waits for its successor. */
  @WithDefault("30s")
  Duration lease();

  /** How long a stage may stand still before its missing tasks are given out again. */
  @WithDefault("2m")
  Duration stall();

  /** Where networks run: {@code auto}, {@code cpu} or {@code gpu:0}. */
  @WithDefault("auto")
  String device();

  /** Threads that refine images; they share the cores. */
  int workers();

  /** Largest image, pixels; larger ones are refused with a clear word. */
  @WithDefault("50000000")
  long maxPixels();

  /** Resident memory of a replica; images that would need more are worked on in a smaller copy. */
  @WithDefault("3G")
  MemorySize memoryBudget();
}
