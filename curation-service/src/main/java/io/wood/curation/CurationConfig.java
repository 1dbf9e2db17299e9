package io.wood.curation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

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

  /**
   * Maximum number of images whose look-alikes are grouped; beyond it, and with 0, there are no
   * groups.
   */
  @WithDefault("2000000")
  int groupImages();

  /** Minimum time between two runs of the look-alike job while candidates arrive. */
  @WithDefault("5s")
  Duration regroupEvery();

  /** Where publishers receive what became of their candidates; at most one for each source. */
  List<Webhook> webhooks();

  /** How long an event is tried at a webhook before it is given up. */
  @WithDefault("1h")
  Duration webhookRetry();

  /** The webhook of a source. */
  interface Webhook {

    /** Source whose candidates it is about. */
    String source();

    /** Address that receives the outcomes by POST. */
    URI url();

    /** Signs them: {@code whsec_} and 24 to 64 bytes in Base64. */
    String secret();

    /** Whether the address may be http, and one of this machine or network. */
    @WithDefault("false")
    boolean internal();
  }
}
