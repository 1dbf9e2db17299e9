package io.wood.refiner.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.api.refiner.RefinedImagePage;
import io.wood.contracts.api.refiner.RefinedImageRow;
import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.refiner.DrawnDataset;
import io.wood.refiner.Tiny;
import io.wood.refiner.lead.InlineReplica;
import io.wood.refiner.report.EvaluationReport;
import io.wood.refiner.report.ResultsManifest;
import io.wood.refiner.stage.StageInputCache;
import io.wood.store.ArtifactStore;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.Manifests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefinementImagesTest {
  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final DrawnDataset drawn = new DrawnDataset(store);
  private final InlineReplica replica = new InlineReplica(store);
  private final List<Image> images = drawn.good().subList(0, 4);
  private final ArtifactRef dataset = drawn.manifest(images);

  @Test
  void showsTheWorstFirstAndThoseWithoutAFigureLast() {
    RefinementSummary summary = refined("one", .7, Double.NaN, .2, .5);

    assertThat(names(summary, "worst:mask", null))
        .containsExactly("image2", "image3", "image0", "image1");
    assertThat(names(summary, "best:mask", null))
        .containsExactly("image0", "image3", "image2", "image1");
    assertThat(names(summary, null, null)).containsExactly("image0", "image1", "image2", "image3");
  }

  @Test
  void showsTheLargestDifferenceOfTwoRefinementsFirst() {
    RefinementSummary one = refined("one", .7, .4, .2, .5);
    RefinementSummary other = refined("other", .6, .9, .2, .8);

    List<RefinedImageRow> rows =
        rows(one, new RefinementImages.Filter(null, null, false, "difference:mask", other));

    assertThat(rows)
        .extracting(RefinedImageRow::name)
        .containsExactly("image1", "image3", "image0", "image2");
    assertThat(rows.get(0).other()).containsEntry("mask", .9);
  }

  @Test
  void filtersByClassSplitAndFailure() {
    replica.outputs.storeResult(
        new ImageRefined(
            "one",
            RefinementStage.CAM,
            images.get(2).artifact().sha256(),
            Map.of(),
            "image2: damaged",
            InlineReplica.NOW));
    RefinementSummary summary = refined("one", .1, .2, .3, .4);

    assertThat(rows(summary, new RefinementImages.Filter(null, "dark", false, null, null)))
        .extracting(RefinedImageRow::name)
        .containsExactly("image1", "image3");
    assertThat(rows(summary, new RefinementImages.Filter("validation", null, false, null, null)))
        .isEmpty();
    assertThat(rows(summary, new RefinementImages.Filter(null, null, true, null, null)))
        .extracting(RefinedImageRow::problem)
        .containsExactly("image2: damaged");
  }

  @Test
  void showsTheFailedImagesOfAnOpenRefinement() {
    RefinementRequested request = InlineReplica.request("open", drawn.model(), dataset, Tiny.MASKS);
    replica.view.accept(request);
    ArtifactRef maps = new ArtifactRef("outputs", "maps", "d".repeat(64), 1, "text/plain");
    for (int i = 0; i < 3; i++) {
      replica.publish(
          replica.outputs.storeResult(
              new ImageRefined(
                  "open",
                  RefinementStage.CAM,
                  images.get(i).artifact().sha256(),
                  Map.of("cam.npz", maps),
                  i == 1 ? "image1: damaged" : "",
                  InlineReplica.NOW)));
    }
    RefinementSummary summary = replica.view.find("open").orElseThrow();

    assertThat(rows(summary, new RefinementImages.Filter(null, null, true, null, null)))
        .extracting(RefinedImageRow::problem)
        .containsExactly("image1: damaged");
    assertThat(rows(summary, new RefinementImages.Filter(null, null, false, null, null)))
        .extracting(row -> row.made().contains("cam.npz"))
        .containsExactly(true, true, true, false);
  }

  @Test
  void refusesUnknownSortOrdersAndImpossibleComparisons() {
    RefinementSummary one = refined("one", .7, .4, .2, .5);
    RefinementRequested elsewhere =
        InlineReplica.request(
            "elsewhere", drawn.model(), drawn.manifest(images.subList(0, 2)), Tiny.MASKS);
    replica.view.accept(elsewhere);
    RefinementSummary other = replica.view.find("elsewhere").orElseThrow();

    assertThatThrownBy(() -> names(one, "nicest:mask", null))
        .hasMessageContaining("unknown order 'nicest:mask'");
    assertThatThrownBy(() -> names(one, "difference:mask", other))
        .hasMessageContaining("one and elsewhere refined different datasets");
  }

  @Test
  void pagesThroughALargeRefinementWithoutItsWholeReport() {
    LargeRefinements large = new LargeRefinements(store, 50_000);
    RefinementSummary one = large.refinement("one", 1);
    RefinementSummary other = large.refinement("other", 2);
    ArtifactStore streamed = large.withoutWholeObjects();
    StageInputCache inputs = new StageInputCache(store);
    RefinementImages pages =
        new RefinementImages(
            replica.view, inputs, new RefinementReports(inputs, streamed), streamed);

    for (String sort : Arrays.asList("worst:mask", "best:mask", "difference:mask", null)) {
      for (String label : Arrays.asList("light", null)) {
        for (boolean failed : List.of(true, false)) {
          List<LargeRefinements.Row> expected = large.rows(label, failed, sort, 1, 2);
          RefinedImagePage page =
              pages.page(
                  one, new RefinementImages.Filter("train", label, failed, sort, other), 1000, 24);
          assertThat(page.total()).isEqualTo(expected.size());
          assertThat(page.rows())
              .extracting(RefinedImageRow::image)
              .isEqualTo(
                  expected.stream().skip(1000).limit(24).map(LargeRefinements.Row::image).toList());
          assertThat(page.rows())
              .allSatisfy(
                  row -> {
                    int image = large.place(row.image());
                    assertThat(row.meanIou()).isEqualTo(LargeRefinements.meanIou(1, image));
                    assertThat(row.other()).isEqualTo(LargeRefinements.meanIou(2, image));
                  });
        }
      }
    }
    assertThatThrownBy(() -> streamed.get(one.completed().report()))
        .isInstanceOf(AssertionError.class);
  }

  private List<String> names(RefinementSummary summary, String sort, RefinementSummary with) {
    return rows(summary, new RefinementImages.Filter(null, null, false, sort, with)).stream()
        .map(RefinedImageRow::name)
        .toList();
  }

  private List<RefinedImageRow> rows(RefinementSummary summary, RefinementImages.Filter filter) {
    return replica.images().page(summary, filter, 0, 1000).rows();
  }

  private RefinementSummary refined(String id, double... meanIou) {
    RefinementRequested request = InlineReplica.request(id, drawn.model(), dataset, Tiny.MASKS);
    List<EvaluationReport.ImageFigures> figures = new ArrayList<>();
    for (int i = 0; i < meanIou.length; i++) {
      Image image = images.get(i);
      figures.add(
          new EvaluationReport.ImageFigures(
              image.artifact().sha256(),
              image.name(),
              "train",
              image.labels(),
              Map.of("mask", meanIou[i])));
    }
    EvaluationReport report =
        new EvaluationReport(
            id, List.of(), Map.of(), Map.of(), figures, List.of(), null, null, null, null, null,
            null, null, null, null);
    replica.view.accept(request);
    replica.view.accept(
        new RefinementCompleted(
            id,
            request.model(),
            dataset,
            Manifests.store(store, "outputs", results(request)),
            Manifests.store(store, "outputs", report),
            Map.of(),
            0,
            InlineReplica.NOW));
    return replica.view.find(id).orElseThrow();
  }

  private ResultsManifest results(RefinementRequested request) {
    return new ResultsManifest(
        request.refinement(),
        List.of(),
        null,
        null,
        null,
        null,
        images.stream()
            .map(
                image -> {
                  String sha = image.artifact().sha256();
                  String problem =
                      replica
                          .outputs
                          .result(request.refinement(), RefinementStage.CAM, sha)
                          .map(ImageRefined::problem)
                          .orElse("");
                  return new ResultsManifest.Entry(sha, image.name(), Map.of(), problem);
                })
            .toList());
  }
}
