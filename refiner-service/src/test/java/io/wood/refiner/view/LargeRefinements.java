package io.wood.refiner.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.refiner.Tiny;
import io.wood.refiner.lead.InlineReplica;
import io.wood.refiner.report.EvaluationReport;
import io.wood.refiner.report.EvaluationReport.ImageFigures;
import io.wood.refiner.report.ResultsManifest;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import io.wood.store.Manifests;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Refinements of a dataset with many images that no store holds, with reports and results. */
final class LargeRefinements {
  private static final ModelRef MODEL =
      new ModelRef(
          "x",
          new NetworkSpec("small", 8),
          List.of("light", "dark"),
          new ArtifactRef("models", "weights/x", "b".repeat(64), 1, "text/plain"));

  private final ArtifactStore store;
  private final List<Image> images;
  private final Map<String, Integer> places = new HashMap<>();
  private final ArtifactRef dataset;
  private final Set<String> large = new TreeSet<>();

  /** An image that is listed. */
  record Row(String image, int place) {}

  LargeRefinements(ArtifactStore store, int count) {
    this.store = store;
    this.images = IntStream.range(0, count).mapToObj(LargeRefinements::image).toList();
    images.forEach(image -> places.put(image.artifact().sha256(), places.size()));
    this.dataset =
        Manifests.store(
            store, Buckets.DATASETS, new DatasetManifest("large", MODEL.classes(), images));
  }

  private static Image image(int place) {
    String sha = Hashes.sha256(Integer.toString(place).getBytes(UTF_8));
    return new Image(
        "image" + place,
        new ArtifactRef(Buckets.DATASETS, ObjectKeys.image(sha), sha, 1, "image/png"),
        8,
        8,
        List.of(place % 2 == 0 ? "light" : "dark"),
        place % 10 == 9 ? Split.VALIDATION : Split.TRAIN,
        null,
        null);
  }

  /** Figures of an image: every seventh has none, every eleventh one without pixels. */
  static Map<String, Double> meanIou(int seed, int place) {
    if (place % 7 == 0) {
      return Map.of();
    }
    double mask = place % 11 == 0 ? Double.NaN : new Random(31L * place + seed).nextDouble();
    return Map.of("seed", .5, "mask", mask);
  }

  private static boolean failed(int place) {
    return place % 3 == 0;
  }

  RefinementSummary refinement(String id, int seed) {
    List<ImageFigures> figures =
        IntStream.range(0, images.size())
            .filter(place -> !meanIou(seed, place).isEmpty())
            .mapToObj(
                place ->
                    new ImageFigures(
                        images.get(place).artifact().sha256(),
                        images.get(place).name(),
                        "train",
                        images.get(place).labels(),
                        meanIou(seed, place)))
            .toList();
    EvaluationReport report =
        new EvaluationReport(
            id, List.of(), Map.of(), Map.of(), figures, List.of(), null, null, null, null, null,
            null, null, null, null);
    ResultsManifest results =
        new ResultsManifest(
            id,
            MODEL.classes(),
            null,
            null,
            null,
            null,
            IntStream.range(0, images.size())
                .mapToObj(
                    place ->
                        new ResultsManifest.Entry(
                            images.get(place).artifact().sha256(),
                            images.get(place).name(),
                            Map.of("mask.png", MODEL.weights()),
                            failed(place) ? "damaged" : ""))
                .toList());
    RefinementCompleted completed =
        new RefinementCompleted(
            id,
            MODEL,
            dataset,
            Manifests.store(store, Buckets.OUTPUTS, results),
            Manifests.store(store, Buckets.OUTPUTS, report),
            Map.of(),
            0,
            InlineReplica.NOW);
    large.addAll(List.of(completed.results().key(), completed.report().key()));
    return new RefinementSummary(
        InlineReplica.request(id, MODEL, dataset, Tiny.MASKS), null, completed);
  }

  /** The training images that a page is cut from. */
  List<Row> rows(String label, boolean failed, String sort, int seed, int with) {
    Comparator<Row> order =
        Comparator.comparingDouble(
            row -> {
              double own = meanIou(seed, row.place()).getOrDefault("mask", Double.NaN);
              double other = meanIou(with, row.place()).getOrDefault("mask", Double.NaN);
              return switch (sort) {
                case "worst:mask" -> own;
                case "best:mask" -> -own;
                default -> -Math.abs(own - other);
              };
            });
    List<Row> rows =
        IntStream.range(0, images.size())
            .filter(place -> images.get(place).split() == Split.TRAIN)
            .filter(place -> label == null || images.get(place).labels().contains(label))
            .filter(place -> !failed || failed(place))
            .mapToObj(place -> new Row(images.get(place).artifact().sha256(), place))
            .toList();
    return sort == null ? rows : rows.stream().sorted(order).toList();
  }

  int place(String image) {
    return places.get(image);
  }

  /** The store, which refuses to give reports and results as a whole. */
  ArtifactStore withoutWholeObjects() {
    return (ArtifactStore)
        Proxy.newProxyInstance(
            ArtifactStore.class.getClassLoader(),
            new Class<?>[] {ArtifactStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("get")
                  && large.contains(((ArtifactRef) arguments[0]).key())) {
                throw new AssertionError("read as a whole: " + arguments[0]);
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
