package io.wood.method.crf;

import io.wood.method.tensor.Planes;
import java.util.Arrays;
import java.util.List;

/**
 * Q⁰ = softmax(−U), then Q ← softmax(−U + Σ_m w_m·N_m·Filter_m(N_m·Q)), for one or several fields
 * over the same image at once. All labels' messages sum to a constant, so that a field's last label
 * gets what the others leave of it and is not filtered; the other labels of all fields are filtered
 * in pairs.
 */
final class MeanField {
  private final List<GaussianKernel> kernels;
  private final List<Planes> evidence;
  private final int labels;
  private final int filtered;
  private final int pixels;
  private final float[] totals;
  private final float[][] pairs;
  private final float[][] messages;

  /**
   * Before the first iteration.
   *
   * @param evidence of each field −U per label and pixel, all of one shape; a constant per pixel
   *     does not matter
   */
  MeanField(List<GaussianKernel> kernels, List<Planes> evidence) {
    this.kernels = kernels;
    this.evidence = evidence;
    this.labels = evidence.get(0).channels();
    this.filtered = labels - 1;
    this.pixels = evidence.get(0).area();
    this.totals = new float[pixels];
    int channels = filtered * evidence.size();
    this.pairs = new float[(channels + 1) / 2][2 * pixels];
    this.messages = new float[pairs.length][2 * pixels];
    kernels.forEach(kernel -> kernel.addTotal(totals));
  }

  /** The probabilities of each field. */
  List<Planes> run(int iterations) {
    List<Planes> results =
        evidence.stream().map(one -> new Planes(labels, one.height(), one.width())).toList();
    normalise(new float[pixels], results);
    for (int iteration = 0; iteration < iterations; iteration++) {
      for (int pair = 0; pair < pairs.length; pair++) {
        Arrays.fill(messages[pair], 0);
        for (GaussianKernel kernel : kernels) {
          kernel.addMessage(pairs[pair], messages[pair]);
        }
      }
      normalise(totals, results);
    }
    return results;
  }

  /** Q = softmax(evidence + messages). */
  private void normalise(float[] sums, List<Planes> results) {
    Ranges.parallel(
        pixels,
        (from, to) -> {
          float[] energy = new float[labels];
          for (int field = 0; field < results.size(); field++) {
            for (int i = from; i < to; i++) {
              collect(energy, sums[i], field, i);
              Softmax.apply(energy);
              distribute(energy, field, i, results.get(field).values());
            }
          }
        });
  }

  private void collect(float[] energy, float sum, int field, int pixel) {
    float rest = sum;
    for (int label = 0; label < filtered; label++) {
      int channel = field * filtered + label;
      energy[label] = messages[channel / 2][2 * pixel + channel % 2];
      rest -= energy[label];
    }
    energy[filtered] = rest;
    float[] own = evidence.get(field).values();
    for (int label = 0; label < labels; label++) {
      energy[label] += own[label * pixels + pixel];
    }
  }

  private void distribute(float[] probabilities, int field, int pixel, float[] result) {
    for (int label = 0; label < filtered; label++) {
      int channel = field * filtered + label;
      result[label * pixels + pixel] = probabilities[label];
      pairs[channel / 2][2 * pixel + channel % 2] = probabilities[label];
    }
    result[filtered * pixels + pixel] = probabilities[filtered];
  }
}
