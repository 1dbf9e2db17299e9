package io.wood.method.data.augment;

import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.method.data.ImageSource;
import io.wood.method.data.MaskedImage;
import io.wood.method.data.NetworkInput;
import io.wood.method.data.RandomStreams;
import io.wood.method.data.SampleTransform;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.method.tensor.ImagePlanes;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Pastes the objects of half of the labelled images on a random OoD each, then augments all of them
 * as in other arms:
 *
 * <p>x' = M·x + (1 − M)·o, with M the weights of the {@link ObjectRegion} and o the OoD, resized to
 * cover the image and cut at a random place. Where that enlarges the OoD, the image loses as much
 * detail first, and where the OoD is grey, its colours: otherwise the classifier learns that what
 * is sharper than its surroundings is an object. So pasted images take the place of those that the
 * augmentation would give an OoD's own size.
 *
 * <p>The labels of a sample say what its pixels are known to be: {@link #OOD} where M = 0, {@link
 * #OWN} elsewhere in a pasted image, 255 outside it. In an image that keeps its surroundings
 * nothing is known, and all labels are 255. The choices come from a random stream of their own:
 * place, size and mirroring of an image are those that it has without OoDs.
 */
public final class OodCanvas implements SampleTransform<RegionImage> {
  /** The label of pixels of the OoD alone: background. */
  static final int OOD = 0;

  /** The label of pixels that show some of the labelled image. */
  static final int OWN = 1;

  private static final double SHARE = .5;

  /** OoDs that are drawn until one can be read. */
  private static final int DRAWS = 20;

  private final ImageSource oods;
  private final NativeSize nativeSize;
  private final RandomPlacement placement;
  private final RandomShare share = new RandomShare(SHARE, RandomStreams.CANVAS);
  private final LabelMap unknown;

  /**
   * A transform.
   *
   * @param settings of the augmentation
   * @param oods of the training, at least one
   */
  public OodCanvas(Augmentation settings, ImageSource oods) {
    this.oods = oods;
    this.nativeSize = new NativeSize(settings.nativeShare(), oods);
    this.placement = new RandomPlacement(settings);
    byte[] labels = new byte[settings.crop() * settings.crop()];
    Arrays.fill(labels, (byte) LabelMap.IGNORE);
    this.unknown = new LabelMap(settings.crop(), settings.crop(), labels);
  }

  @Override
  public NetworkInput of(RegionImage sample, long randomness) {
    Optional<MaskedImage> pasted = share.of(randomness).flatMap(random -> pasted(sample, random));
    RgbImage image =
        pasted.map(MaskedImage::image).orElseGet(() -> nativeSize.of(sample.image(), randomness));
    PlacedImage placed = placement.of(image, randomness);
    LabelMap labels = pasted.map(each -> placed.labels(each.labels())).orElse(unknown);
    return new NetworkInput(placed.planes(), Optional.of(labels));
  }

  /**
   * The objects of an image on a random OoD, and {@link #OOD} or {@link #OWN} for each pixel.
   *
   * @param random chooses the OoD and its part
   * @return empty for an image without a region, and where no OoD can be read
   */
  public Optional<MaskedImage> pasted(RegionImage sample, SplittableRandom random) {
    return sample
        .region()
        .flatMap(region -> drawn(random).map(ood -> pasted(sample.image(), region, ood, random)));
  }

  private Optional<RgbImage> drawn(SplittableRandom random) {
    for (int draw = 0; draw < DRAWS; draw++) {
      try {
        return Optional.of(oods.load(random.nextInt(oods.size())));
      } catch (UnusableImageException unusable) {
        // The next draw replaces it.
      }
    }
    return Optional.empty();
  }

  /** A part of the size of the image. */
  private static RgbImage part(
      RgbImage ood, double factor, RgbImage image, SplittableRandom random) {
    int width = Math.max(image.width(), (int) Math.round(ood.width() * factor));
    int height = Math.max(image.height(), (int) Math.round(ood.height() * factor));
    RgbImage resized = BicubicResize.resize(ood, width, height);
    int left = random.nextInt(width - image.width() + 1);
    int top = random.nextInt(height - image.height() + 1);
    return resized.part(left, top, image.width(), image.height());
  }

  private static MaskedImage pasted(
      RgbImage image, ObjectRegion region, RgbImage drawn, SplittableRandom random) {
    double covering =
        Math.max(image.width() / (double) drawn.width(), image.height() / (double) drawn.height());
    RgbImage ood = part(drawn, covering, image, random);
    return blended(NativeSize.matched(image, drawn, covering), region, ood);
  }

  private static MaskedImage blended(RgbImage image, ObjectRegion region, RgbImage ood) {
    ImagePlanes weights = region.weights(image.width(), image.height());
    byte[] pixels = new byte[image.bytes().length];
    byte[] labels = new byte[weights.area()];
    for (int i = 0; i < pixels.length; i++) {
      float weight = weights.values()[i / 3];
      int own = image.bytes()[i] & 0xff;
      int other = ood.bytes()[i] & 0xff;
      pixels[i] = (byte) Math.round(weight * own + (1 - weight) * other);
      labels[i / 3] = (byte) (weight > 0 ? OWN : OOD);
    }
    return new MaskedImage(
        new RgbImage(image.width(), image.height(), pixels),
        new LabelMap(image.width(), image.height(), labels));
  }
}
