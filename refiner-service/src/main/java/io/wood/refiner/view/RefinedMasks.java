package io.wood.refiner.view;

import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.RefinementStage;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.UnusableImageException;
import io.wood.method.walk.WalkedMaps;
import io.wood.refiner.stage.FullSize;
import io.wood.refiner.stage.OutputNames;
import io.wood.refiner.stage.StageOutputs;
import io.wood.store.CorruptObjectException;
import io.wood.store.MissingObjectException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the masks of a refinement, image by image. Masks at another background threshold are
 * computed from the walked maps: no walk is repeated and nothing stored is changed.
 */
public final class RefinedMasks {
  private final ImageResults results;
  private final RefinementImages images;
  private final StageOutputs outputs;

  public RefinedMasks(RefinementImages images, StageOutputs outputs) {
    this.results = new ImageResults(outputs);
    this.images = images;
    this.outputs = outputs;
  }

  /** Which masks of a refinement. */
  public enum Kind {
    /** The pseudo-masks. */
    MASK("mask", "masks", RefinementStage.MASK, OutputNames.MASK),
    /** The segmentation network's masks. */
    PREDICTION("prediction", "predictions", RefinementStage.PREDICTION, OutputNames.PREDICTION),
    /** The segmentation network's masks that follow the images' labels. */
    LABELLED_PREDICTION(
        "prediction-labelled",
        "predictions with the labels",
        RefinementStage.PREDICTION,
        OutputNames.LABELLED_PREDICTION);

    private final String wireName;
    private final String label;
    private final RefinementStage stage;
    private final String output;

    Kind(String wireName, String label, RefinementStage stage, String output) {
      this.wireName = wireName;
      this.label = label;
      this.stage = stage;
      this.output = output;
    }

    static Kind of(String name) {
      return Arrays.stream(values())
          .filter(kind -> kind.wireName.equalsIgnoreCase(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "unknown masks '%s'; use mask, prediction or prediction-labelled"
                          .formatted(name)));
    }

    /** The name in descriptions. */
    public String label() {
      return label;
    }

    /** The end of a name of files with these masks; empty for pseudo-masks. */
    public String suffix() {
      return this == MASK ? "" : "-" + wireName;
    }
  }

  /**
   * Selects masks.
   *
   * @param threshold another background threshold for the pseudo-masks; null for the stored masks
   */
  public record Choice(Kind kind, Double threshold) {
    public Choice {
      if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
        throw new IllegalArgumentException("threshold must be between 0 and 1, not " + threshold);
      }
      if (threshold != null && kind != Kind.MASK) {
        throw new IllegalArgumentException("only pseudo-masks have a background threshold");
      }
    }

    public static Choice of(String masks, Double threshold) {
      return new Choice(Kind.of(masks), threshold);
    }
  }

  /**
   * One image of an export and its mask.
   *
   * @param image of the dataset
   * @param file file name without extension, safe on any file system and unique
   * @param mask the mask, empty if there is none
   * @param problem why there is no mask, empty if there is one
   */
  public record ExportedMask(
      DatasetManifest.Image image, String file, Optional<LabelMap> mask, String problem) {}

  /** Receives images one at a time, so that a whole dataset needs the memory of one image. */
  @FunctionalInterface
  public interface Sink<E extends Exception> {
    void accept(ExportedMask exported) throws E;
  }

  /** Passes every image to the sink, in the dataset's order. */
  public <E extends Exception> void each(RefinementSummary summary, Choice choice, Sink<E> sink)
      throws E {
    ExportNames names = new ExportNames();
    for (DatasetManifest.Image image : images.dataset(summary).images()) {
      String file = names.of(image);
      try {
        sink.accept(new ExportedMask(image, file, Optional.of(of(summary, image, choice)), ""));
      } catch (UnusableImageException
          | MissingObjectException
          | CorruptObjectException
          | NoMaskException e) {
        sink.accept(
            new ExportedMask(image, file, Optional.empty(), String.valueOf(e.getMessage())));
      }
    }
  }

  /** An image has no mask; the message says why. */
  public static final class NoMaskException extends Exception {
    private static final long serialVersionUID = 1L;

    NoMaskException(String message) {
      super(message);
    }
  }

  /** The mask of one image, at the image's size. */
  public LabelMap of(RefinementSummary summary, DatasetManifest.Image image, Choice choice)
      throws UnusableImageException, NoMaskException {
    String run = summary.request().refinement();
    String sha = image.artifact().sha256();
    Kind kind = choice.kind();
    var result = results.find(summary, kind.stage, sha);
    if (result.isEmpty() || !result.get().problem().isEmpty()) {
      throw new NoMaskException(
          result
              .map(refined -> refined.problem())
              .or(() -> results.find(summary, RefinementStage.CAM, sha).map(cam -> cam.problem()))
              .filter(problem -> !problem.isEmpty())
              .orElse("it has no result of stage " + kind.stage));
    }
    if (choice.threshold() != null) {
      byte[] walked = outputs.get(run, kind.stage, sha, OutputNames.PROBABILITIES);
      return FullSize.of(WalkedMaps.fromBytes(walked).mask(choice.threshold()), image);
    }
    if (kind == Kind.LABELLED_PREDICTION && !result.get().outputs().containsKey(kind.output)) {
      throw new NoMaskException(
          images.dataset(summary).hasLabels()
              ? "an earlier version predicted it without its labels; refine again under a new name"
              : "its dataset has no labels to follow");
    }
    return LabelMaps.decode(outputs.get(run, kind.stage, sha, kind.output));
  }
}
