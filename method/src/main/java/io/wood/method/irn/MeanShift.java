package io.wood.method.irn;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.method.data.MaskedImages;
import io.wood.method.image.UnusableImageException;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.ImagePlanes;
import io.wood.method.tensor.TensorScopes;
import io.wood.method.training.StepReport;
import io.wood.method.training.TrainingCancelledException;
import io.wood.method.training.TrainingListener;
import java.util.Map;

/**
 * Measures the mean displacement of the trained network over (a sample of) its images. The loss
 * depends on differences of displacements only, so their common offset is arbitrary; inference
 * subtracts it.
 */
final class MeanShift {
  /** Number of images; enough to estimate two numbers. */
  private static final int SAMPLE = 200;

  private final IrnNetwork network;
  private final IrnInference inference;
  private final MaskedImages images;
  private final TrainingListener listener;

  MeanShift(IrnNetwork network, int crop, MaskedImages images, TrainingListener listener) {
    this.network = network;
    this.inference = new IrnInference(network, crop);
    this.images = images;
    this.listener = listener;
  }

  void measure() {
    int count = Math.min(SAMPLE, images.size());
    listener.phase("irn mean shift", count, "images");
    double[] sums = new double[2];
    long cells = 0;
    for (int i = 0; i < count; i++) {
      if (listener.cancelled()) {
        throw new TrainingCancelledException(i);
      }
      // Spread over the whole list.
      int index = (int) ((long) i * images.size() / count);
      try {
        ImagePlanes displacement = inference.outputs(images.load(index).image()).displacement();
        add(displacement, sums);
        cells += displacement.area();
      } catch (UnusableImageException e) {
        listener.skipped(images.id(index), e.getMessage());
      }
      listener.step(new StepReport("irn mean shift", i + 1L, count, Map.of()));
    }
    if (cells > 0) {
      store(sums[0] / cells, sums[1] / cells);
    }
  }

  private static void add(ImagePlanes displacement, double[] sums) {
    for (int i = 0; i < displacement.values().length; i++) {
      sums[i / displacement.area()] += displacement.values()[i];
    }
  }

  private void store(double dy, double dx) {
    try (GradientMode off = GradientMode.off();
        NDManager manager = network.manager().newSubManager()) {
      TensorScopes.compute(
          () -> {
            manager
                .create(new float[] {(float) dy, (float) dx}, new Shape(2))
                .copyTo(network.meanShift());
            return null;
          });
    }
  }
}
