package io.wood.refiner.report;

import io.wood.method.evaluation.BoundaryIou;
import io.wood.method.evaluation.ConfusionMatrix;
import io.wood.method.evaluation.FalsePositives;
import io.wood.method.evaluation.MaskEvaluation;
import io.wood.method.evaluation.PairedDifference;
import io.wood.method.evaluation.PixelAveragePrecision;
import io.wood.method.evaluation.Resampled;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.method.image.LabelMap;
import io.wood.method.tensor.ImagePlanes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Evaluates masks and maps by set, {@code split.stage}. Each set takes 24 kB a class and 4 MB for
 * maps, however many images it has.
 */
public final class SetEvaluations {
  public static final String SEED = "seed";
  public static final String CLEANED = "seed-crf";
  public static final String ADAPTED = "seed-par";
  public static final String MASK = "mask";
  public static final String SEGMENTATION = "segmentation";

  /** The segmentation network's masks that follow the image's labels. */
  public static final String LABELLED = "segmentation-labelled";

  /** Stages that are compared with another stage of the same split. */
  private static final Map<String, List<String>> REFERENCES =
      Map.of(
          CLEANED, List.of(SEED),
          ADAPTED, List.of(SEED),
          MASK, List.of(SEED),
          SEGMENTATION, List.of(SEED, MASK),
          LABELLED, List.of(MASK, SEGMENTATION));

  private final int labels;
  private final Map<String, MaskEvaluation> masks = new TreeMap<>();
  private final Map<String, PixelAveragePrecision> maps = new TreeMap<>();

  /**
   * Creates empty sets.
   *
   * @param labels number of classes, including background
   */
  public SetEvaluations(int labels) {
    this.labels = labels;
  }

  /** Adds the mask of an image, and the confusion of the two. */
  public void add(
      String set, String image, LabelMap truth, LabelMap mask, ConfusionMatrix confusion) {
    masks
        .computeIfAbsent(set, any -> new MaskEvaluation(labels))
        .add(image, truth, mask, confusion);
  }

  /** Adds the maps of an image's classes. */
  public void addMaps(
      String set, String image, LabelMap truth, List<Integer> keys, ImagePlanes planes) {
    maps.computeIfAbsent(set, any -> new PixelAveragePrecision(labels - 1))
        .add(image, truth.labels(), keys, planes);
  }

  public Map<String, SegmentationScores> scores() {
    return of(masks, MaskEvaluation::scores);
  }

  public Map<String, FalsePositives.Shares> falsePositives() {
    return of(masks, MaskEvaluation::falsePositives);
  }

  public Map<String, BoundaryIou.Scores> boundaries() {
    return of(masks, MaskEvaluation::boundary);
  }

  public Map<String, PixelAveragePrecision.Scores> pixelPrecision() {
    return of(maps, PixelAveragePrecision::scores);
  }

  private static <E, F> Map<String, F> of(Map<String, E> sets, Function<E, F> figure) {
    Map<String, F> figures = new TreeMap<>();
    sets.forEach((set, evaluation) -> figures.put(set, figure.apply(evaluation)));
    return figures;
  }

  /** The differences between stages of the same images. */
  public List<EvaluationReport.Difference> differences() {
    List<EvaluationReport.Difference> differences = new ArrayList<>();
    resampled().forEach((figure, sets) -> add(differences, figure, sets));
    return differences;
  }

  /** Each figure that has an interval, with its replicates. */
  public List<EvaluationReport.Replicates> replicates() {
    List<EvaluationReport.Replicates> replicates = new ArrayList<>();
    resampled()
        .forEach(
            (figure, sets) ->
                sets.forEach(
                    (set, value) ->
                        replicates.add(
                            new EvaluationReport.Replicates(figure, set, rounded(value)))));
    return replicates;
  }

  private Map<String, Map<String, Resampled>> resampled() {
    Map<String, Map<String, Resampled>> figures = new LinkedHashMap<>();
    figures.put("mIoU", of(masks, MaskEvaluation::meanIou));
    figures.put("PxAP", of(maps, PixelAveragePrecision::resampled));
    return figures;
  }

  private static Resampled rounded(Resampled value) {
    return new Resampled(
        value.figure(),
        value.replicates().stream().map(each -> Math.rint(each * 1e6) / 1e6).toList(),
        value.images());
  }

  private void add(
      List<EvaluationReport.Difference> differences, String figure, Map<String, Resampled> sets) {
    sets.forEach(
        (set, resampled) -> {
          int stage = set.indexOf('.') + 1;
          for (String other : REFERENCES.getOrDefault(set.substring(stage), List.of())) {
            String reference = set.substring(0, stage) + other;
            // Older refinements lack some stages of some images: those are no pairs.
            if (sets.containsKey(reference) && resampled.isPairOf(sets.get(reference))) {
              differences.add(
                  new EvaluationReport.Difference(
                      figure, set, reference, PairedDifference.of(resampled, sets.get(reference))));
            }
          }
        });
  }
}
