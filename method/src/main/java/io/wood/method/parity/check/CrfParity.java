package io.wood.method.parity.check;

import io.wood.contracts.parameter.RefinementParameters;
import io.wood.method.crf.CrfParameters;
import io.wood.method.crf.DenseCrf;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import io.wood.method.irn.IrnLabels;
import io.wood.method.parity.GoldenCheck;
import io.wood.method.parity.GoldenComparison;
import io.wood.method.parity.GoldenFile;
import io.wood.method.tensor.Argmax;
import io.wood.method.tensor.ImagePlanes;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.stream.IntStream;

/** Probabilities after any number of iterations, cleaned labels, and the labels for IRN. */
public final class CrfParity implements GoldenCheck {
  private static final double TOLERANCE = 1e-4;
  private static final RefinementParameters.IrnLabels LABELS = RefinementParameters.IrnLabels.PAPER;

  @Override
  public String topic() {
    return "crf";
  }

  @Override
  public void compare(GoldenFile golden, GoldenComparison comparison) {
    RgbImage image = golden.image("image");
    DenseCrf crf = new DenseCrf(image, CrfParameters.PAPER);
    for (MatchResult key :
        golden.matching("((?:fg|bg|two_label)_)?Q_t(\\d+)(_gaussian_only|_bilateral_only)?")) {
      String which = key.group(1) == null ? "" : key.group(1);
      ImagePlanes actual =
          kernels(key.group(3), crf, image)
              .infer(
                  List.of(given(golden, which)),
                  golden.shape(key.group())[0],
                  Integer.parseInt(key.group(2)))
              .get(0);
      comparison.close(key.group(), actual.values(), TOLERANCE);
    }
    if (golden.has("pred")) {
      LabelMap given = given(golden, "");
      List<LabelMap> cleaned = crf.clean(List.of(given), labels(given), LABELS.crfIterations());
      comparison.exact("pred", cleaned.get(0).labels());
    }
    if (golden.has("cams")) {
      compareLabels(golden, image, crf, comparison);
    }
  }

  private static DenseCrf kernels(String only, DenseCrf both, RgbImage image) {
    if (only == null) {
      return both;
    }
    CrfParameters paper = CrfParameters.PAPER;
    boolean smooth = only.equals("_gaussian_only");
    return new DenseCrf(
        image,
        new CrfParameters(
            paper.smoothDeviation(),
            smooth ? paper.smoothWeight() : 0,
            paper.positionDeviation(),
            paper.colourDeviation(),
            smooth ? 0 : paper.appearanceWeight(),
            paper.certainty()));
  }

  private static LabelMap given(GoldenFile golden, String which) {
    return golden.labels(
        golden.has(which + "init_labels") ? which + "init_labels" : which + "init");
  }

  private static int labels(LabelMap map) {
    return 1
        + IntStream.range(0, map.labels().length).map(i -> map.labels()[i] & 0xff).max().orElse(0);
  }

  private static void compareLabels(
      GoldenFile golden, RgbImage image, DenseCrf crf, GoldenComparison comparison) {
    ImagePlanes cams = golden.planes("cams");
    List<Integer> keys = Arrays.stream(golden.ints("cam_keys")).boxed().toList();
    compareCleaned(golden, cams, LABELS.foregroundThreshold(), "fg", crf, comparison);
    compareCleaned(golden, cams, LABELS.backgroundThreshold(), "bg", crf, comparison);
    comparison.exact("conf", new IrnLabels(LABELS, false).label(image, keys, cams).labels());
    ImagePlanes start = crf.infer(List.of(given(golden, "fg_")), cams.channels() + 1, 0).get(0);
    float[] first = new float[start.channels()];
    for (int label = 0; label < first.length; label++) {
      first[label] = start.at(label, 0, 0);
    }
    comparison.close("fg_Q_t0_pixel0", first, TOLERANCE);
  }

  /** The labels above a background plane, cleaned, then under the dataset's class numbers. */
  private static void compareCleaned(
      GoldenFile golden,
      ImagePlanes cams,
      double background,
      String which,
      DenseCrf crf,
      GoldenComparison comparison) {
    List<Integer> positions = IntStream.range(0, cams.channels()).boxed().toList();
    LabelMap given = Argmax.withBackground(positions, cams, background);
    comparison.exact(which + "_init_labels", given.labels());
    byte[] cleaned =
        crf.clean(List.of(given), cams.channels() + 1, LABELS.crfIterations()).get(0).labels();
    comparison.exact(which + "_crf_pred", cleaned);
    int[] numbers = golden.ints("keys");
    comparison.exact(
        which + "_conf",
        IntStream.range(0, cleaned.length).map(i -> numbers[cleaned[i]]).toArray());
  }
}
