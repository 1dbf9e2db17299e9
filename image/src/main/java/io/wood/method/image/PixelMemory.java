package io.wood.method.image;

/**
 * Memory that a stage of a refinement takes for each pixel of the image that it processes. Networks
 * work outside Java's heap; maps, CRF and masks are in it. The one follows the other, so that an
 * image never takes the sum.
 *
 * @param engine of the tensor engine, outside the heap, bytes a pixel
 * @param heap in Java's heap, bytes a pixel
 */
public record PixelMemory(long engine, long heap) {
  /** The largest network pass, the CAMs of a ResNet-50 at twice the size and both flips. */
  private static final long NETWORK = 4000;

  /** The CRF's two lattices and the neighbours' weights of pixel adaptation, for noise. */
  private static final long LATTICES = 600;

  /**
   * CAM 4; two label maps in the CRF at once, each with evidence, probabilities, their pairs and
   * the messages, 16. Walked maps take less.
   */
  private static final long SEED_LABEL = 36;

  /**
   * Float planes of both flips at 1.25 times the size (12.5), their copies while they are cropped,
   * mirrored, added and resized, and the sum over scales.
   */
  private static final long PREDICTED_LABEL = 60;

  /** Three sets of probabilities, 4 each, and one run of the CRF, 16. */
  private static final long SHARPENED_LABEL = 28;

  /**
   * CAMs, labels for IRN, edges, walked maps and masks: all see an image at the same size, and the
   * CAMs with their labels need the most.
   *
   * @param classes that the image shows
   */
  public static PixelMemory ofMasks(int classes) {
    return new PixelMemory(NETWORK, LATTICES + SEED_LABEL * (classes + 1));
  }

  /**
   * The prediction of a segmentation network, with a CRF.
   *
   * @param labels of the network, background included, whatever the image shows
   */
  public static PixelMemory ofPrediction(int labels) {
    return new PixelMemory(
        Math.max(NETWORK, PREDICTED_LABEL * labels), LATTICES + SHARPENED_LABEL * labels);
  }

  /** The most that a pixel takes at any time, bytes. */
  long largest() {
    return Math.max(engine, heap);
  }
}
