package io.wood.refiner;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The refiner's settings: {@code wood.refiner.*}. */
@ConfigMapping(prefix = "wood.refiner")
interface RefinerConfig {

  /** Name of this replica, shown in leases; default: the host name. */
  Optional<String> replica();

  /** How long after a replica died another one takes over its refinement. */
  @WithDefault("30s")
  Duration lease();

  /** How long a stage may make no progress before its missing tasks are published again. */
  @WithDefault("2m")
  Duration stall();

  /** Where networks run: {@code auto}, {@code cpu} or {@code gpu:0}. */
  @WithDefault("auto")
  String device();

  /** Threads that process images; they share the cores. */
  int workers();

  /** Maximum size of an image, pixels; larger images are rejected. */
  @WithDefault("50000000")
  long maxPixels();

  /** Resident memory of a replica; images that would need more are scaled down. */
  @WithDefault("3G")
  MemorySize memoryBudget();
}
