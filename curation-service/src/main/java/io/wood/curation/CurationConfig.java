package io.wood.curation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Settings of the curation service. */
@ConfigMapping(prefix = "wood.curation")
public interface CurationConfig {

  /** File of the view, without its extension. It can be deleted while the service is down. */
  Path view();

  /** File of what became of each candidate, without its extension; like the view. */
  @WithDefault("${wood.curation.view}-status")
  Path status();

  /** Directory of the thumbnails. It can be deleted at any time. */
  Path thumbnails();

  /** How long a response waits until the view contains the decision. */
  @WithDefault("2s")
  Duration timeout();

  /** How many decisions are sent to Kafka concurrently. */
  @WithDefault("16")
  int senders();

  /** How many reviewers must agree before a decision counts; written into every decision. */
  @WithDefault("1")
  int opinions();

  /** Minimum cosine between the centred embeddings of look-alikes. */
  @WithDefault("0.95")
  double alike();

  /** Minimum time between two runs of the look-alike job while candidates arrive. */
  @WithDefault("5s")
  Duration regroupEvery();
}
