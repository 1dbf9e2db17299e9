package io.wood.ranker;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The ranker's settings; {@code wood.ranker.*}. */
@ConfigMapping(prefix = "wood.ranker")
public interface RankerConfig {

  /** Least probability of the best class that makes a candidate a hard OoD. */
  @WithDefault("0.5")
  double threshold();

  /** Most images in one forward pass. */
  @WithDefault("16")
  int batch();

  /** Where the network runs: {@code auto}, {@code cpu} or {@code gpu:0}. */
  @WithDefault("auto")
  String device();

  /** What an image may be like. */
  Image image();

  /** How long an upload link is valid. */
  @WithDefault("PT15M")
  Duration uploadValidity();

  /** How often the choice of the model is looked up: another replica may have taken it. */
  @WithDefault("PT5S")
  Duration choiceInterval();

  /** Limits of an image. */
  interface Image {

    /** Size of the file. */
    @WithDefault("32M")
    MemorySize maxBytes();

    /** Width times height, looked up before decoding. */
    @WithDefault("50000000")
    long maxPixels();

    /**
     * A longer side is scaled down to this before scoring, pixels: the paper trains on up to 640.
     */
    @WithDefault("640")
    int scoredSide();
  }
}
