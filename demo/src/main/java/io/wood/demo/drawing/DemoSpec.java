package io.wood.demo.drawing;

/**
 * What to draw.
 *
 * @param seed random seed of all pixels
 * @param trainPerClass training images of each class, most on its typical background
 * @param validationPerClass validation images of each class, with masks
 * @param hardPerClass candidates that show each class's background without any object
 * @param easy candidates that resemble no class
 * @param missingPositives candidates that show an object and should be pruned
 * @param strayShare share of the labelled images whose object is on another background
 * @param guestShare share of the labelled images with a second class
 */
public record DemoSpec(
    long seed,
    int trainPerClass,
    int validationPerClass,
    int hardPerClass,
    int easy,
    int missingPositives,
    double strayShare,
    double guestShare) {
  /** 600 training and 150 validation images, 600 candidates. */
  public static final DemoSpec DEFAULT = new DemoSpec(7, 100, 25, 60, 120, 120, .1, .12);

  public DemoSpec {
    if (trainPerClass < 1) {
      throw new IllegalArgumentException("trainPerClass must be at least 1, not " + trainPerClass);
    }
    if (validationPerClass < 0 || hardPerClass < 0 || easy < 0 || missingPositives < 0) {
      throw new IllegalArgumentException("a number of images is negative: " + this);
    }
    if (!(strayShare >= 0 && guestShare >= 0 && strayShare + guestShare <= 1)) {
      throw new IllegalArgumentException(
          "strayShare and guestShare must lie in 0..1 together, not "
              + strayShare
              + " and "
              + guestShare);
    }
  }
}
