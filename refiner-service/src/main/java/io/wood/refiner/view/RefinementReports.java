package io.wood.refiner.view;

import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.RefinementStage;
import io.wood.refiner.report.EvaluationReport;
import io.wood.refiner.report.EvaluationReport.ImageFigures;
import io.wood.refiner.report.ResultsManifest;
import io.wood.refiner.report.ResultsSummary;
import io.wood.refiner.stage.StageInput;
import io.wood.refiner.stage.StageInputCache;
import io.wood.store.ArtifactStore;
import io.wood.store.Manifests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Reads what a refinement has stored of all its images, its report and its results. Of 100,000
 * images these are about 30 MB and 160 MB, so they are read image by image.
 */
public final class RefinementReports {
  private static final int CACHED = 4;

  private final StageInputCache inputs;
  private final ArtifactStore store;
  private final RecentValues<FigureTable> figures = new RecentValues<>(CACHED);

  public RefinementReports(StageInputCache inputs, ArtifactStore store) {
    this.inputs = inputs;
    this.store = store;
  }

  /** Returns true if there is an evaluation report. */
  public boolean isEvaluated(RefinementSummary summary) {
    return stored(summary).isPresent();
  }

  /** The evaluation report without its images, if there is one. */
  public Optional<EvaluationReport> report(RefinementSummary summary) {
    return stored(summary).map(ref -> read(ref, image -> {}));
  }

  /** Passes on the images of the report. */
  public void images(RefinementSummary summary, Consumer<ImageFigures> each) {
    stored(summary).ifPresent(ref -> read(ref, each));
  }

  /** Writes the report as it is stored. */
  public void copy(RefinementSummary summary, OutputStream out) throws IOException {
    try (InputStream report = store.open(stored(summary).orElseThrow())) {
      report.transferTo(out);
    }
  }

  /** The figures of the images by their place in the dataset; none without a report. */
  FigureTable figures(RefinementSummary summary) {
    return stored(summary)
        .map(ref -> figures.get(ref.sha256(), () -> figures(summary, ref)))
        .orElseGet(() -> new FigureTable(0));
  }

  /** The results without the outputs of the images, once the refinement has succeeded. */
  public Optional<ResultsSummary> results(RefinementSummary summary) {
    if (summary.completed() == null) {
      return Optional.empty();
    }
    AtomicInteger images = new AtomicInteger();
    List<ResultsManifest.Entry> failed = new ArrayList<>();
    ResultsManifest manifest =
        Manifests.load(
            store,
            summary.completed().results(),
            ResultsManifest.class,
            ResultsManifest.each(
                entry -> {
                  images.incrementAndGet();
                  if (!entry.problem().isEmpty()) {
                    failed.add(entry.withoutOutputs());
                  }
                }));
    return Optional.of(new ResultsSummary(manifest, images.get(), failed));
  }

  private static Optional<ArtifactRef> stored(RefinementSummary summary) {
    return Optional.ofNullable(summary.completed()).map(completed -> completed.report());
  }

  private FigureTable figures(RefinementSummary summary, ArtifactRef ref) {
    List<DatasetManifest.Image> images =
        inputs.dataset(new StageInput(summary.request(), RefinementStage.CAM, null, null)).images();
    Map<String, Integer> places = new HashMap<>();
    images.forEach(image -> places.put(image.artifact().sha256(), places.size()));
    FigureTable table = new FigureTable(images.size());
    read(
        ref,
        image -> {
          Integer place = places.get(image.image());
          if (place != null) {
            table.set(place, image.meanIou());
          }
        });
    return table;
  }

  private EvaluationReport read(ArtifactRef ref, Consumer<ImageFigures> each) {
    return Manifests.load(store, ref, EvaluationReport.class, EvaluationReport.each(each));
  }
}
