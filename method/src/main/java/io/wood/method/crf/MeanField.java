package io.wood.method.crf;

import io.wood.method.image.LabelMap;
import io.wood.method.tensor.Planes;
import java.util.Arrays;
import java.util.List;

/**
 * Q⁰ = softmax(−U), then Q ← softmax(−U + Σ_m w_m·N_m·Filter_m(N_m·Q)), with U = −ln(certainty) on
 * the given label and −ln((1 − certainty)/(labels − 1)) elsewhere. Labels are filtered in pairs; of
 * an odd number of labels the last one's message is what the others leave of the constant sum.
 */
final class MeanField {
  private final List<GaussianKernel> kernels;
  private final byte[] given;
  private final int labels;
  private final int height;
  private final int width;
  private final float[] totals;
  private final float[][] pairs;
  private final float[][] messages;
  private final float bonus;

  MeanField(List<GaussianKernel> kernels, LabelMap given, int labels, double certainty) {
    this.kernels = kernels;
    this.given = given.labels();
    this.labels = labels;
    this.height = given.height();
    this.width = given.width();
    this.totals = new float[this.given.length];
    this.pairs = new float[labels / 2][2 * this.given.length];
    this.messages = new float[labels / 2][2 * this.given.length];
    this.bonus = (float) (Math.log(certainty) - Math.log((1 - certainty) / (labels - 1)));
    kernels.forEach(kernel -> kernel.addTotal(totals));
  }

  Planes run(int iterations) {
    float[] none = new float[given.length];
    Planes result = new Planes(labels, height, width);
    normalise(none, result);
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

  /** Q = softmax(bonus of the given label + messages). */
  private void normalise(float[] sums, Planes result) {
    Ranges.parallel(
        given.length,
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
    for (int label = 0; label < Math.min(labels, filtered); label++) {
      energy[label] = messages[label / 2][2 * pixel + label % 2];
      rest -= energy[label];
    }
    if (labels > filtered) {
      energy[filtered] = rest;
    }
    energy[given[pixel] & 0xff] += bonus;
  }

  private void distribute(float[] probabilities, int pixel, float[] result) {
    for (int label = 0; label < labels; label++) {
      result[label * given.length + pixel] = probabilities[label];
      if (label < 2 * pairs.length) {
        pairs[label / 2][2 * pixel + label % 2] = probabilities[label];
      }
    }
  }
}
