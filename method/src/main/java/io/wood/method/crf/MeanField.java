package io.wood.method.crf;

import io.wood.method.tensor.ImagePlanes;
import java.util.Arrays;
import java.util.List;

/**
 * Q⁰ = softmax(−U), then Q ← softmax(−U + Σ_m w_m·N_m·Filter_m(N_m·Q)), for one or several fields
 * over the same image at once. The messages of all labels sum to a constant, so that the message of
 * the last label of a field is the rest and needs no filter; the other labels of all fields are
 * filtered in pairs.
 */
final class MeanField {
  private final List<GaussianKernel> kernels;
  private final List<ImagePlanes> evidence;
  private final int labels;
  private final int filtered;
  private final int pixels;
  private final float[] totals;
  private final float[][] pairs;
  private final float[][] messages;

  /**
   * Starts before the first iteration.
   *
   * @param evidence of each field −U per label and pixel, all of one shape; a constant per pixel
   *     does not matter
   */
  MeanField(List<GaussianKernel> kernels, List<ImagePlanes> evidence) {
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
  List<ImagePlanes> run(int iterations) {
    List<ImagePlanes> results =
        evidence.stream().map(one -> new ImagePlanes(labels, one.height(), one.width())).toList();
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

  /** Q = softmax(evidence + messages), label by label over a range of pixels. */
  private void normalise(float[] sums, List<ImagePlanes> results) {
    ParallelRanges.parallel(
        pixels,
        (from, to) -> {
          float[][] energies = new float[labels][to - from];
          for (int field = 0; field < results.size(); field++) {
            collect(energies, sums, field, from);
            Softmax.apply(energies);
            distribute(energies, field, from, results.get(field).values());
          }
        });
  }

  private void collect(float[][] energies, float[] sums, int field, int from) {
    int count = energies[0].length;
    float[] rest = energies[filtered];
    System.arraycopy(sums, from, rest, 0, count);
    for (int label = 0; label < filtered; label++) {
      int channel = field * filtered + label;
      float[] message = messages[channel / 2];
      float[] energy = energies[label];
      int first = 2 * from + channel % 2;
      for (int i = 0; i < count; i++) {
        energy[i] = message[first + 2 * i];
        rest[i] -= energy[i];
      }
    }
    float[] own = evidence.get(field).values();
    for (int label = 0; label < labels; label++) {
      float[] energy = energies[label];
      int first = label * pixels + from;
      for (int i = 0; i < count; i++) {
        energy[i] += own[first + i];
      }
    }
  }

  private void distribute(float[][] probabilities, int field, int from, float[] result) {
    int count = probabilities[0].length;
    for (int label = 0; label < labels; label++) {
      System.arraycopy(probabilities[label], 0, result, label * pixels + from, count);
    }
    for (int label = 0; label < filtered; label++) {
      int channel = field * filtered + label;
      float[] probability = probabilities[label];
      float[] pair = pairs[channel / 2];
      int first = 2 * from + channel % 2;
      for (int i = 0; i < count; i++) {
        pair[first + 2 * i] = probability[i];
      }
    }
  }
}
