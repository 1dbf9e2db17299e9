package io.wood.kit.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Where the pages of the four services are; {@code wood.pages.*}. The defaults are the services'
 * default ports on the host that the browser already talks to.
 */
@ConfigMapping(prefix = "wood.pages")
public interface PagesConfig {
  /** Candidates and the classifier that scores them. */
  @WithDefault(":8081/")
  PageAddress ranker();

  /** The review of candidates. */
  @WithDefault(":8082/")
  PageAddress curation();

  /** Experiments. */
  @WithDefault(":8083/")
  PageAddress trainer();

  /** Refinements and their masks. */
  @WithDefault(":8084/")
  PageAddress refiner();
}
