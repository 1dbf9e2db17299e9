package io.wood.curation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Settings of the curation service. */
@ConfigMapping(prefix = "wood.curation")
public interface CurationConfig {

  /** The view's file, without its ending; may be deleted at any time. */
  Path view();

  /** Where small pictures are kept; may be deleted at any time. */
  Path thumbnails();

  /** How long an answer waits until the view has caught up with a decision. */
  @WithDefault("2s")
  Duration timeout();

  /** Decisions that are sent to Kafka at the same time. */
  @WithDefault("16")
  int senders();

  /** How many people must agree before an image counts; written into every decision. */
  @WithDefault("1")
  int opinions();

  /** Images look alike when the cosine of their centred embeddings is at least this. */
  @WithDefault("0.95")
  double alike();

  /** How often look-alikes are grouped again while candidates arrive. */
  @WithDefault("5s")
  Duration regroupEvery();
}
