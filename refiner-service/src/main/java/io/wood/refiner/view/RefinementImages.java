package io.wood.refiner.view;

import io.wood.contracts.api.refiner.RefinedImagePage;
import io.wood.contracts.api.refiner.RefinedImageRow;
import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.RefinementStage;
import io.wood.refiner.report.ResultsManifest;
import io.wood.refiner.stage.OutputNames;
import io.wood.refiner.stage.StageInput;
import io.wood.refiner.stage.StageInputCache;
import io.wood.refiner.stage.StageOutputs;
import io.wood.store.ArtifactStore;
import io.wood.store.CorruptObjectException;
import io.wood.store.MissingObjectException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lists the images of a refinement with their outputs and figures, for the results page. */
public final class RefinementImages {
  private static final int CACHED = 4;

  private final RefinementView view;
  private final ImageResults results;
  private final StageInputCache inputs;
  private final RefinementReports reports;
  private final ArtifactStore store;
  private final StageOutputs outputs;
  private final RecentValues<Set<String>> failed = new RecentValues<>(CACHED);

  public RefinementImages(
      RefinementView view, StageInputCache inputs, RefinementReports reports, ArtifactStore store) {
    this.outputs = new StageOutputs(store);
    this.view = view;
    this.results = new ImageResults(outputs);
    this.inputs = inputs;
    this.reports = reports;
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
    List<DatasetManifest.Image> images = dataset(summary).images();
    FigureTable own = reports.figures(summary);
    FigureTable others =
        filter.with() == null ? new FigureTable(0) : reports.figures(filter.with());
    Predicate<String> wanted = filter.failed() ? failed(summary)::contains : image -> true;
    Stream<Integer> matching =
        IntStream.range(0, images.size())
            .filter(place -> matches(images.get(place), filter))
            .filter(place -> wanted.test(images.get(place).artifact().sha256()))
            .boxed();
    Optional<Comparator<Integer>> order = order(filter.sort(), own, others);
    List<Integer> sorted = (order.isEmpty() ? matching : matching.sorted(order.get())).toList();
    int begin = Math.min(Math.max(from, 0), sorted.size());
    int end = begin + Math.min(Math.max(limit, 1), sorted.size() - begin);
    return new RefinedImagePage(
        sorted.size(),
        sorted.subList(begin, end).stream()
            .map(place -> row(summary, images.get(place), own.of(place), others.of(place)))
            .toList());
  }

  private Set<String> failed(RefinementSummary summary) {
    if (!summary.ended()) {
      return view.failed(summary.request().refinement());
    }
    String outcome =
        summary.completed() == null
            ? summary.request().refinement() + " " + summary.request().retries()
            : summary.completed().results().sha256();
    return failed.get(
        outcome,
        () ->
            reports
                .results(summary)
                .map(found -> found.failed().stream().map(ResultsManifest.Entry::image))
                .orElseGet(() -> failedInAStage(summary))
                .collect(Collectors.toUnmodifiableSet()));
  }

  /** The images that failed, without results of the refinement: by a look at each. */
  private Stream<String> failedInAStage(RefinementSummary summary) {
    return dataset(summary).images().stream()
        .map(image -> image.artifact().sha256())
        .filter(
            sha ->
                Arrays.stream(RefinementStage.values())
                    .flatMap(stage -> results.find(summary, stage, sha).stream())
                    .anyMatch(result -> !result.problem().isEmpty()));
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
  private static Optional<Comparator<Integer>> order(
      String sort, FigureTable figures, FigureTable others) {
    if (sort == null || !sort.contains(":")) {
      return Optional.empty();
    }
    String stage = sort.substring(sort.indexOf(':') + 1);
    ToDoubleFunction<Integer> key =
        switch (sort.substring(0, sort.indexOf(':'))) {
          case "worst" -> place -> figures.of(place, stage);
          case "best" -> place -> -figures.of(place, stage);
          case "difference" ->
              place -> -Math.abs(figures.of(place, stage) - others.of(place, stage));
          default ->
              throw new IllegalArgumentException(
                  "unknown order '" + sort + "'; use worst:STAGE, best:STAGE or difference:STAGE");
        };
    return Optional.of(Comparator.comparingDouble(key));
  }

  private RefinedImageRow row(
      RefinementSummary summary,
      DatasetManifest.Image image,
      Map<String, Double> figures,
      Map<String, Double> others) {
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
        figures,
        others,
        problem);
  }
}
