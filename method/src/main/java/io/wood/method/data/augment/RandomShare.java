package io.wood.method.data.augment;

import io.wood.method.data.RandomStreams;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Draws the images that a change is made to. The draws come from a random stream of their own:
 * every other choice stays the same without the change.
 *
 * @param share of the images, 0 to 1
 * @param stream one of {@link RandomStreams}
 */
record RandomShare(double share, long stream) {

  /**
   * What the change may draw further from; empty for an image that is not changed.
   *
   * @param randomness seed of the sample
   */
  Optional<SplittableRandom> of(long randomness) {
    SplittableRandom random = new SplittableRandom(RandomStreams.mix(randomness, stream));
    return random.nextDouble() < share ? Optional.of(random) : Optional.empty();
  }
}
