package io.wood.refiner;

import io.wood.contracts.ArtifactRef;
import io.wood.contracts.DatasetManifest;
import io.wood.contracts.RefinementStage;
import io.wood.store.ArtifactStore;
import io.wood.store.Manifests;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a refinement has made, image by image, as the results page shows it. */
final class RefinementImages {
  private final RefinementView view;
  private final StageJobs jobs;
  private final ArtifactStore store;
  private final StageOutputs outputs;

  RefinementImages(RefinementView view, StageJobs jobs, ArtifactStore store) {
    this.outputs = new StageOutputs(store);
    this.view = view;
    this.jobs = jobs;
    this.store = store;
  }

  /**
   * One row.
   *
   * @param image SHA-256
   * @param name for people
   * @param split of the dataset
   * @param labels its classes
   * @param width pixels
   * @param height pixels
   * @param made names of what can be fetched of it
   * @param meanIou by stage, empty without a ground truth
   * @param problem why something is missing, empty when nothing is
   */
  record Row(
      String image,
      String name,
      String split,
      List<String> labels,
      int width,
      int height,
      Set<String> made,
      Map<String, Double> meanIou,
      String problem) {}

  /** What to show, and in what order. */
  record Filter(String split, String label, String sort) {}

  List<Row> rows(RefinementSummary summary, Filter filter) {
    Map<String, Map<String, Double>> figures =
        report(summary)
            .map(
                report ->
                    report.images().stream()
                        .collect(
                            Collectors.toMap(
                                EvaluationReport.ImageFigures::image,
                                EvaluationReport.ImageFigures::meanIou)))
            .orElse(Map.of());
    List<Row> rows =
        dataset(summary).images().stream()
            .filter(image -> matches(image, filter))
            .map(image -> row(summary, image, figures))
            .toList();
    Optional<Comparator<Row>> order = order(filter.sort());
    return order.isEmpty() ? rows : rows.stream().sorted(order.get()).toList();
  }

  /** The evaluation, once there is one. */
  Optional<EvaluationReport> report(RefinementSummary summary) {
    return Optional.ofNullable(summary.completed())
        .map(completed -> completed.report())
        .map(report -> Manifests.load(store, report, EvaluationReport.class));
  }

  /** An image file, its truth, or what a stage has made of it. */
  Optional<ArtifactRef> artifact(RefinementSummary summary, String image, String name) {
    Optional<DatasetManifest.Image> known = jobs.image(job(summary), image);
    return switch (name) {
      case "image" -> known.map(DatasetManifest.Image::artifact);
      case "truth" -> known.map(DatasetManifest.Image::truth);
      default ->
          known.flatMap(
              any ->
                  Arrays.stream(RefinementStage.values())
                      .flatMap(
                          stage ->
                              view
                                  .refinedOne(summary.request().refinement(), stage, image)
                                  .stream())
                      .flatMap(refined -> Optional.ofNullable(refined.outputs().get(name)).stream())
                      .findFirst()
                      .or(() -> lateMask(summary, image, name)));
    };
  }

  /** Masks of a chosen threshold are written after their stage has told of the image. */
  private Optional<ArtifactRef> lateMask(RefinementSummary summary, String image, String name) {
    return name.equals(OutputNames.MASK)
        ? outputs.find(summary.request().refinement(), RefinementStage.MASK, image, name)
        : Optional.empty();
  }

  DatasetManifest dataset(RefinementSummary summary) {
    return jobs.dataset(job(summary));
  }

  private static StageJob job(RefinementSummary summary) {
    return new StageJob(summary.request(), RefinementStage.CAM, null, null);
  }

  private static boolean matches(DatasetManifest.Image image, Filter filter) {
    return (filter.split() == null || image.split().name().equalsIgnoreCase(filter.split()))
        && (filter.label() == null || image.labels().contains(filter.label()));
  }

  /** {@code worst:STAGE} or {@code best:STAGE}; anything else keeps the dataset's order. */
  private static Optional<Comparator<Row>> order(String sort) {
    if (sort == null || !sort.contains(":")) {
      return Optional.empty();
    }
    String stage = sort.substring(sort.indexOf(':') + 1);
    Function<Row, Double> figure = row -> row.meanIou().getOrDefault(stage, Double.NaN);
    Comparator<Row> worst = Comparator.comparing(figure);
    return Optional.of(sort.startsWith("best") ? worst.reversed() : worst);
  }

  private Row row(
      RefinementSummary summary,
      DatasetManifest.Image image,
      Map<String, Map<String, Double>> figures) {
    String sha = image.artifact().sha256();
    Set<String> made = new TreeSet<>(Set.of("image"));
    if (image.truth() != null) {
      made.add("truth");
    }
    String problem = "";
    for (RefinementStage stage : RefinementStage.values()) {
      var refined = view.refinedOne(summary.request().refinement(), stage, sha);
      if (refined.isPresent()) {
        made.addAll(refined.get().outputs().keySet());
        problem = problem.isEmpty() ? refined.get().problem() : problem;
      }
    }
    if (made.contains(OutputNames.PROBABILITIES) && summary.completed() != null) {
      made.add(OutputNames.MASK);
    }
    return new Row(
        sha,
        image.name(),
        image.split().name().toLowerCase(Locale.ROOT),
        image.labels(),
        image.width(),
        image.height(),
        made,
        figures.getOrDefault(sha, Map.of()),
        problem);
  }
}
