package io.wood.refiner.view;

import io.wood.contracts.api.refiner.RefinedImagePage;
import io.wood.contracts.api.refiner.RefinedImageRow;
import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementStage;
import io.wood.refiner.report.EvaluationReport;
import io.wood.refiner.report.ResultsManifest;
import io.wood.refiner.stage.OutputNames;
import io.wood.refiner.stage.StageInput;
import io.wood.refiner.stage.StageInputCache;
import io.wood.refiner.stage.StageOutputs;
import io.wood.store.ArtifactStore;
import io.wood.store.CorruptObjectException;
import io.wood.store.Manifests;
import io.wood.store.MissingObjectException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists the images of a refinement with their outputs and figures, for the results page. */
public final class RefinementImages {
  private static final int CACHED = 4;

  private final RefinementView view;
  private final ImageResults results;
  private final StageInputCache inputs;
  private final ArtifactStore store;
  private final StageOutputs outputs;

  /** A page of a large refinement needs a few rows of a report of 30 MB. */
  private final RecentValues<Map<String, Map<String, Double>>> figures = new RecentValues<>(CACHED);

  private final RecentValues<Map<String, String>> problems = new RecentValues<>(CACHED);

  public RefinementImages(RefinementView view, StageInputCache inputs, ArtifactStore store) {
    this.outputs = new StageOutputs(store);
    this.view = view;
    this.results = new ImageResults(outputs);
    this.inputs = inputs;
    this.store = store;
  }

  /**
   * Selects and sorts images.
   *
   * @param split train or validation; null for both
   * @param label a class; null for all
   * @param failed true for failed images only; of an open refinement the first 10,000
   * @param sort {@code worst:STAGE}, {@code best:STAGE} or {@code difference:STAGE}; anything else
   *     means the dataset's order
   * @param with the refinement to compare with; null for none
   */
  public record Filter(
      String split, String label, boolean failed, String sort, RefinementSummary with) {}

  public RefinedImagePage page(RefinementSummary summary, Filter filter, int from, int limit) {
    if (filter.with() != null
        && !filter.with().request().dataset().equals(summary.request().dataset())) {
      throw new IllegalArgumentException(
          "%s and %s refined different datasets; their images cannot be compared"
              .formatted(summary.request().refinement(), filter.with().request().refinement()));
    }
    Map<String, Map<String, Double>> own = figures(summary);
    Map<String, Map<String, Double>> others =
        filter.with() == null ? Map.of() : figures(filter.with());
    Stream<DatasetManifest.Image> matching =
        dataset(summary).images().stream()
            .filter(image -> matches(image, filter))
            .filter(filter.failed() ? failed(summary) : image -> true);
    Optional<Comparator<DatasetManifest.Image>> order = order(filter.sort(), own, others);
    List<DatasetManifest.Image> sorted =
        (order.isEmpty() ? matching : matching.sorted(order.get())).toList();
    int begin = Math.min(Math.max(from, 0), sorted.size());
    int end = begin + Math.min(Math.max(limit, 1), sorted.size() - begin);
    return new RefinedImagePage(
        sorted.size(),
        sorted.subList(begin, end).stream()
            .map(image -> row(summary, image, own, others))
            .toList());
  }

  private Map<String, Map<String, Double>> figures(RefinementSummary summary) {
    ArtifactRef report = summary.completed() == null ? null : summary.completed().report();
    return report == null
        ? Map.of()
        : figures.get(
            report.sha256(),
            () ->
                Manifests.load(store, report, EvaluationReport.class).images().stream()
                    .collect(
                        Collectors.toMap(
                            EvaluationReport.ImageFigures::image,
                            EvaluationReport.ImageFigures::meanIou)));
  }

  private Predicate<DatasetManifest.Image> failed(RefinementSummary summary) {
    if (!summary.ended()) {
      Set<String> failed = view.failed(summary.request().refinement());
      return image -> failed.contains(image.artifact().sha256());
    }
    String outcome =
        summary.completed() == null
            ? summary.request().refinement() + " " + summary.request().retries()
            : summary.completed().results().sha256();
    Map<String, String> known = problems.get(outcome, () -> problems(summary));
    return image -> known.containsKey(image.artifact().sha256());
  }

  /** Why images of an ended refinement have no masks; without results, by a look at each image. */
  private Map<String, String> problems(RefinementSummary summary) {
    Map<String, String> found = new HashMap<>();
    results(summary)
        .ifPresentOrElse(
            manifest ->
                manifest.images().forEach(entry -> found.put(entry.image(), entry.problem())),
            () ->
                dataset(summary).images().stream()
                    .map(image -> image.artifact().sha256())
                    .forEach(sha -> found.put(sha, stageProblem(summary, sha))));
    found.values().removeIf(String::isEmpty);
    return found;
  }

  private String stageProblem(RefinementSummary summary, String sha) {
    return Arrays.stream(RefinementStage.values())
        .flatMap(stage -> results.find(summary, stage, sha).stream())
        .map(ImageRefined::problem)
        .filter(problem -> !problem.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** The evaluation report, if there is one. */
  public Optional<EvaluationReport> report(RefinementSummary summary) {
    return Optional.ofNullable(summary.completed())
        .map(completed -> completed.report())
        .map(report -> Manifests.load(store, report, EvaluationReport.class));
  }

  /** The outputs of every image, once the refinement has ended. */
  public Optional<ResultsManifest> results(RefinementSummary summary) {
    return Optional.ofNullable(summary.completed())
        .map(completed -> Manifests.load(store, completed.results(), ResultsManifest.class));
  }

  /** An image of the dataset. */
  public Optional<DatasetManifest.Image> image(RefinementSummary summary, String image) {
    return inputs.image(input(summary), image);
  }

  /** An image file, its ground truth, or an output of a stage. */
  public Optional<ArtifactRef> artifact(RefinementSummary summary, String image, String name) {
    Optional<DatasetManifest.Image> known = image(summary, image);
    return switch (name) {
      case "image" -> known.map(DatasetManifest.Image::artifact);
      case "truth" -> known.map(DatasetManifest.Image::truth);
      default ->
          known.flatMap(
              any ->
                  Arrays.stream(RefinementStage.values())
                      .flatMap(stage -> results.find(summary, stage, image).stream())
                      .flatMap(refined -> Optional.ofNullable(refined.outputs().get(name)).stream())
                      .findFirst()
                      .or(() -> lateMask(summary, image, name)));
    };
  }

  /** Masks at a chosen threshold are written after the stage's result. */
  private Optional<ArtifactRef> lateMask(RefinementSummary summary, String image, String name) {
    return name.equals(OutputNames.MASK)
        ? outputs.find(summary.request().refinement(), RefinementStage.MASK, image, name)
        : Optional.empty();
  }

  /** The file of an image of a dataset; empty when the store does not hold it any more. */
  public Optional<byte[]> file(DatasetManifest.Image image) {
    try {
      return Optional.of(store.get(image.artifact()));
    } catch (MissingObjectException | CorruptObjectException e) {
      return Optional.empty();
    }
  }

  public DatasetManifest dataset(RefinementSummary summary) {
    return inputs.dataset(input(summary));
  }

  private static StageInput input(RefinementSummary summary) {
    return new StageInput(summary.request(), RefinementStage.CAM, null, null);
  }

  private static boolean matches(DatasetManifest.Image image, Filter filter) {
    return (filter.split() == null || image.split().name().equalsIgnoreCase(filter.split()))
        && (filter.label() == null || image.labels().contains(filter.label()));
  }

  /** Sorts images without the figure last. */
  private static Optional<Comparator<DatasetManifest.Image>> order(
      String sort,
      Map<String, Map<String, Double>> figures,
      Map<String, Map<String, Double>> others) {
    if (sort == null || !sort.contains(":")) {
      return Optional.empty();
    }
    String stage = sort.substring(sort.indexOf(':') + 1);
    ToDoubleFunction<DatasetManifest.Image> own = image -> figure(figures, image, stage);
    ToDoubleFunction<DatasetManifest.Image> other = image -> figure(others, image, stage);
    ToDoubleFunction<DatasetManifest.Image> key =
        switch (sort.substring(0, sort.indexOf(':'))) {
          case "worst" -> own;
          case "best" -> image -> -own.applyAsDouble(image);
          case "difference" ->
              image -> -Math.abs(own.applyAsDouble(image) - other.applyAsDouble(image));
          default ->
              throw new IllegalArgumentException(
                  "unknown order '" + sort + "'; use worst:STAGE, best:STAGE or difference:STAGE");
        };
    return Optional.of(Comparator.comparingDouble(key));
  }

  private static double figure(
      Map<String, Map<String, Double>> figures, DatasetManifest.Image image, String stage) {
    return figures
        .getOrDefault(image.artifact().sha256(), Map.of())
        .getOrDefault(stage, Double.NaN);
  }

  private RefinedImageRow row(
      RefinementSummary summary,
      DatasetManifest.Image image,
      Map<String, Map<String, Double>> figures,
      Map<String, Map<String, Double>> others) {
    String sha = image.artifact().sha256();
    Set<String> made = new TreeSet<>(Set.of("image"));
    if (image.truth() != null) {
      made.add("truth");
    }
    String problem = "";
    for (RefinementStage stage : RefinementStage.values()) {
      var refined = results.find(summary, stage, sha);
      if (refined.isPresent()) {
        made.addAll(refined.get().outputs().keySet());
        problem = problem.isEmpty() ? refined.get().problem() : problem;
      }
    }
    if (made.contains(OutputNames.PROBABILITIES) && summary.completed() != null) {
      made.add(OutputNames.MASK);
    }
    return new RefinedImageRow(
        sha,
        image.name(),
        image.split().name().toLowerCase(Locale.ROOT),
        image.labels(),
        image.width(),
        image.height(),
        made,
        figures.getOrDefault(sha, Map.of()),
        others.getOrDefault(sha, Map.of()),
        problem);
  }
}
