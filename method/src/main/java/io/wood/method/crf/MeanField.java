package io.wood.method.crf;

import io.wood.method.tensor.Planes;
import java.util.Arrays;
import java.util.List;

/**
 * Q⁰ = softmax(−U), then Q ← softmax(−U + Σ_m w_m·N_m·Filter_m(N_m·Q)). Labels are filtered in
 * pairs; of an odd number of labels the last one's message is what the others leave of the constant
 * sum.
 */
final class MeanField {
  private final List<GaussianKernel> kernels;
  private final Planes evidence;
  private final int labels;
  private final int pixels;
  private final float[] totals;
  private final float[][] pairs;
  private final float[][] messages;

  /**
   * Before the first iteration.
   *
   * @param evidence −U per label and pixel; a constant per pixel does not matter
   */
  MeanField(List<GaussianKernel> kernels, Planes evidence) {
    this.kernels = kernels;
    this.evidence = evidence;
    this.labels = evidence.channels();
    this.pixels = evidence.area();
    this.totals = new float[pixels];
    this.pairs = new float[labels / 2][2 * pixels];
    this.messages = new float[labels / 2][2 * pixels];
    kernels.forEach(kernel -> kernel.addTotal(totals));
  }

  Planes run(int iterations) {
    Planes result = new Planes(labels, evidence.height(), evidence.width());
    normalise(new float[pixels], result);
    for (int iteration = 0; iteration < iterations; iteration++) {
      for (int pair = 0; pair < pairs.length; pair++) {
        Arrays.fill(messages[pair], 0);
        for (GaussianKernel kernel : kernels) {
          kernel.addMessage(pairs[pair], messages[pair]);
        }
      }
      normalise(totals, result);
    }
    return result;
  }

  /** Q = softmax(evidence + messages). */
  private void normalise(float[] sums, Planes result) {
    Ranges.parallel(
        pixels,
        (from, to) -> {
          float[] energy = new float[labels];
          for (int i = from; i < to; i++) {
            collect(energy, sums[i], i);
            Softmax.apply(energy);
            distribute(energy, i, result.values());
          }
        });
  }

  private void collect(float[] energy, float sum, int pixel) {
    float rest = sum;
    int filtered = 2 * pairs.length;
    for (int label = 0; label < filtered; label++) {
      energy[label] = messages[label / 2][2 * pixel + label % 2];
      rest -= energy[label];
    }
    if (labels > filtered) {
      energy[filtered] = rest;
    }
    for (int label = 0; label < labels; label++) {
      energy[label] += evidence.values()[label * pixels + pixel];
    }
  }

  private void distribute(float[] probabilities, int pixel, float[] result) {
    for (int label = 0; label < labels; label++) {
      result[label * pixels + pixel] = probabilities[label];
      if (label < 2 * pairs.length) {
        pairs[label / 2][2 * pixel + label % 2] = probabilities[label];
      }
    }
  }
}
