package io.wood.ranker;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalDouble;

/** The ranker's settings: {@code wood.ranker.*}. */
@ConfigMapping(prefix = "wood.ranker")
interface RankerConfig {

  /** Minimum probability of the best class for a hard OoD. */
  @WithDefault("0.5")
  double threshold();

  /** Maximum number of images in the network at a time; on a CPU they share several passes. */
  @WithDefault("16")
  int batch();

  /** Where the network runs: {@code auto}, {@code cpu} or {@code gpu:0}. */
  @WithDefault("auto")
  String device();

  /** Limits of an image. */
  Image image();

  /** How long an upload link is valid. */
  @WithDefault("PT15M")
  Duration uploadValidity();

  /** How often the chosen classifier is read, because another replica may have changed it. */
  @WithDefault("PT5S")
  Duration choiceInterval();

  /** How long after a replica died another one goes on with its part of a re-ranking. */
  @WithDefault("PT30S")
  Duration lease();

  /**
   * For benchmarks only: dismisses every candidate with this score, without looking at its image.
   */
  OptionalDouble constantScore();

  /** Limits of an image. */
  interface Image {

    /** Maximum size of the file. */
    @WithDefault("32M")
    MemorySize maxBytes();

    /** Maximum width times height, checked before decoding. */
    @WithDefault("50000000")
    long maxPixels();

    /**
     * A longer side is scaled down to this before scoring, pixels: the paper trains on up to 640.
     */
    @WithDefault("640")
    int scoredSide();
  }
}
