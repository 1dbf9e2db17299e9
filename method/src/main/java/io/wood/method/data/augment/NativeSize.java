package io.wood.method.data.augment;

import io.wood.method.data.ImageSource;
import io.wood.method.data.RandomStreams;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives a share of the labelled images the native long side, and the greyness, of a random OoD
 * each. So small and grey images occur among labelled ones by the law of the OoDs, and neither blur
 * nor greyness alone says "no class". {@link Degradation} cannot do that: it takes as much from the
 * OoDs, which stay the blurrier kind.
 *
 * <p>The image is enlarged again where the training resizes it, as the OoD is. One that is smaller
 * than the OoD keeps its size.
 */
final class NativeSize {
  /** A picture is grey when max − min of its channels is at most this in the mean, of 255. */
  private static final double MAX_CHROMA = 3;

  /** OoDs that are drawn until one can be read. */
  private static final int DRAWS = 20;

  private final RandomShare share;
  private final ImageSource oods;
  private final Map<Integer, Optional<Look>> looks = new ConcurrentHashMap<>();

  /**
   * What an OoD looks like.
   *
   * @param longSide of its file, pixels
   * @param grey whether it has no colours
   */
  private record Look(int longSide, boolean grey) {
    static Look of(RgbImage ood) {
      double chroma = ood.meanOfExtremes((max, min) -> max - min);
      return new Look(Math.max(ood.width(), ood.height()), chroma <= MAX_CHROMA);
    }
  }

  /**
   * A law.
   *
   * @param share of the images that are changed, 0 to 1
   * @param oods of the training; without any, no image is changed
   */
  NativeSize(double share, ImageSource oods) {
    this.share = new RandomShare(oods.size() == 0 ? 0 : share, RandomStreams.NATIVE_SIZE);
    this.oods = oods;
  }

  /**
   * Changes an image, or returns it as it is.
   *
   * @param randomness seed of the sample
   */
  RgbImage of(RgbImage image, long randomness) {
    return share.of(randomness).flatMap(this::drawn).map(look -> like(look, image)).orElse(image);
  }

  /**
   * The image in its own size, with no more detail, and as grey, as an OoD that is enlarged to it.
   *
   * @param factor of the OoD's enlargement; up to 1 the image keeps its detail
   */
  static RgbImage matched(RgbImage image, RgbImage ood, double factor) {
    Look look = Look.of(ood);
    int longSide = (int) Math.round(Math.max(image.width(), image.height()) / Math.max(factor, 1));
    RgbImage reduced = like(new Look(Math.max(1, longSide), look.grey()), image);
    return BicubicResize.resize(reduced, image.width(), image.height());
  }

  private Optional<Look> drawn(SplittableRandom random) {
    Optional<Look> look = Optional.empty();
    for (int draw = 0; draw < DRAWS && look.isEmpty(); draw++) {
      look = looks.computeIfAbsent(random.nextInt(oods.size()), this::look);
    }
    return look;
  }

  private static RgbImage like(Look look, RgbImage image) {
    RgbImage reduced = Degradation.reduced(image, look.longSide());
    return look.grey() ? Degradation.grey(reduced) : reduced;
  }

  /** Empty for an OoD that cannot be read, which the training reports. */
  private Optional<Look> look(int index) {
    try {
      return Optional.of(Look.of(oods.load(index)));
    } catch (UnusableImageException unusable) {
      return Optional.empty();
    }
  }
}
