package io.wood.trainer.experiment;

import io.wood.contracts.api.trainer.ExperimentOrder;
import io.wood.contracts.api.trainer.ExperimentPreview;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.parameter.OodSelection;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.kit.event.EventPublisher;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import io.wood.store.Json;
import io.wood.trainer.experiment.RefusedException.Kind;
import io.wood.trainer.store.RunFiles;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Turns an order into a request event: fills in the defaults, rejects what cannot run, publishes. A
 * repeated order is the same experiment and changes nothing. An order that needs OoDs and names no
 * decisions takes all that are made until now; their offsets are part of the request, so that the
 * same order after more curation is another experiment.
 */
public final class RequestExperiment {
  private final ArtifactStore store;
  private final RunFiles files;
  private final ExperimentIds ids;
  private final KnownWeights weights;
  private final DatasetCatalog datasets;
  private final PlanManifest plan;
  private final EventPublisher publisher;
  private final Clock clock;

  public RequestExperiment(
      ArtifactStore store,
      RunFiles files,
      DatasetCatalog datasets,
      PlanManifest plan,
      EventPublisher publisher,
      Clock clock) {
    this.store = Objects.requireNonNull(store, "store");
    this.files = Objects.requireNonNull(files, "files");
    this.ids = new ExperimentIds(files);
    this.weights = new KnownWeights(store, files);
    this.datasets = Objects.requireNonNull(datasets, "datasets");
    this.plan = Objects.requireNonNull(plan, "plan");
    this.publisher = Objects.requireNonNull(publisher, "publisher");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** Accepts an order. One that is trained already is answered with its experiment. */
  public ExperimentRequested request(ExperimentOrder order) {
    return request(preview(order));
  }

  /** Accepts an order by its preview. */
  public ExperimentRequested request(ExperimentPreview preview) {
    ExperimentRequested request = preview.request();
    if (request.repeats() != null || !request.experiment().equals(preview.trained())) {
      requireFree(request);
      publisher.publish(request);
    }
    return request;
  }

  /**
   * Requests a planned experiment, unless it is trained or open. One that failed or was cancelled
   * is requested under another id.
   *
   * @return the request, if it was published
   */
  public Optional<ExperimentRequested> missing(ExperimentRequested planned, String by) {
    if (ids.isTrained(planned.experiment())) {
      return Optional.empty();
    }
    String id = ids.generated(planned);
    if (files.request(id).isPresent()) {
      return Optional.empty();
    }
    ExperimentRequested request = planned.orderedAs(id, by, clock.instant());
    publisher.publish(request);
    return Optional.of(request);
  }

  /**
   * Returns what an order would train; publishes nothing.
   *
   * @throws UnrunnableException when it cannot be trained
   * @throws RefusedException when it is wrong or names something unknown
   */
  public ExperimentPreview preview(ExperimentOrder order) {
    ExperimentRequested unnamed = unnamed(order);
    ExperimentManifest manifest = plan.of(unnamed);
    CheckExperiment.oods(manifest);
    String hash = Hashes.sha256(Json.canonical(manifest));
    Optional<ExperimentRequested> first = trained(hash, unnamed);
    return new ExperimentPreview(
        named(order, unnamed, first),
        hash,
        manifest,
        first.map(ExperimentRequested::experiment).orElse(null));
  }

  private ExperimentRequested unnamed(ExperimentOrder order) {
    Optional<ExperimentRequested> base =
        Optional.ofNullable(order.initialExperiment()).map(this::requestOf);
    Optional<ModelRef> initial = initial(order);
    ArtifactRef dataset = dataset(order, base);
    TrainingParameters parameters =
        OrderParameters.training(
            order, initial, initial.map(ModelRef::experiment).flatMap(files::request));
    ArtifactRef start =
        order.initial() == null ? initial.map(ModelRef::weights).orElse(null) : order.initial();
    CheckExperiment.parameters(parameters, start != null);
    check(datasets.load(dataset), parameters, initial);
    boolean oods = parameters.arm().usesOods();
    if (!oods && OodSelection.orNull(order.selection()) != null) {
      throw new RefusedException(
          Kind.INVALID, "selection: arm %s uses no OoDs; leave it out".formatted(parameters.arm()));
    }
    FrozenCut cut = oods ? cut(order) : new FrozenCut(order.decisionsUpTo(), null);
    return new ExperimentRequested(
        order.experiment() == null ? "unnamed" : order.experiment(),
        dataset,
        start,
        parameters,
        cut.offsets(),
        cut.log(),
        order.selection(),
        null,
        OrderParameters.refinement(order, parameters),
        order.requestedBy() == null ? "api" : order.requestedBy(),
        clock.instant());
  }

  /** The experiment that trained a manifest, if it has the masks that the request asks for. */
  private Optional<ExperimentRequested> trained(String manifest, ExperimentRequested request) {
    return files
        .trained(manifest)
        .flatMap(first -> files.request(first.experiment()))
        .filter(
            first ->
                request.refinement() == null || request.refinement().equals(first.refinement()));
  }

  private ExperimentRequested named(
      ExperimentOrder order, ExperimentRequested request, Optional<ExperimentRequested> first) {
    if (Boolean.TRUE.equals(order.again())) {
      Optional<String> repeated =
          first.map(ExperimentRequested::experiment).or(() -> ids.succeeded(request));
      ExperimentRequested again = request.repeating(repeated.orElse(null));
      return order.experiment() == null ? again.withId(ids.free(request)) : again;
    }
    if (order.experiment() != null) {
      return request;
    }
    return request.withId(
        first.map(ExperimentRequested::experiment).orElseGet(() -> ids.generated(request)));
  }

  private ExperimentRequested requestOf(String experiment) {
    return files.request(experiment).orElseThrow(() -> RefusedException.unknown(experiment));
  }

  private Optional<ModelRef> initial(ExperimentOrder order) {
    if (order.initial() != null && order.initialExperiment() != null) {
      throw new RefusedException(
          Kind.INVALID, "initial and initialExperiment exclude each other; give one");
    }
    if (order.initialExperiment() != null) {
      return Optional.of(
          files
              .model(order.initialExperiment())
              .orElseThrow(
                  () ->
                      new RefusedException(
                          Kind.CONFLICT,
                          "experiment '%s' has no weights (yet) to start from"
                              .formatted(order.initialExperiment()))));
    }
    if (order.initial() == null) {
      return Optional.empty();
    }
    if (store.stat(order.initial().bucket(), order.initial().key()).isEmpty()) {
      throw new RefusedException(
          Kind.INVALID,
          "initial: no object %s in bucket %s"
              .formatted(order.initial().key(), order.initial().bucket()));
    }
    return weights.find(order.initial());
  }

  private ArtifactRef dataset(ExperimentOrder order, Optional<ExperimentRequested> base) {
    if (order.dataset() != null) {
      return order.dataset();
    }
    if (order.datasetName() != null) {
      return datasets.named(order.datasetName());
    }
    return base.map(ExperimentRequested::dataset)
        .orElseThrow(() -> new RefusedException(Kind.INVALID, "dataset or datasetName is missing"));
  }

  /** The decisions of a request: the offsets, and the fingerprint of what is below them. */
  private record FrozenCut(Map<Integer, Long> offsets, String log) {}

  /** An id that exists keeps its decisions: it names one experiment. */
  private FrozenCut cut(ExperimentOrder order) {
    boolean given = order.decisionsUpTo() != null && !order.decisionsUpTo().isEmpty();
    Optional<FrozenCut> stored =
        Optional.ofNullable(order.experiment())
            .filter(id -> !given)
            .flatMap(files::request)
            .map(first -> new FrozenCut(first.decisionsUpTo(), first.decisionLog()));
    return stored.orElseGet(
        () -> {
          DecisionLog.Decisions read = plan.decisions(given ? order.decisionsUpTo() : Map.of());
          String log = order.decisionLog() == null ? read.fingerprint() : order.decisionLog();
          return new FrozenCut(read.offsets(), log);
        });
  }

  private static void check(
      DatasetManifest dataset, TrainingParameters parameters, Optional<ModelRef> initial) {
    CheckExperiment.dataset(dataset);
    initial.ifPresent(model -> CheckExperiment.initial(model, dataset, parameters));
  }

  private void requireFree(ExperimentRequested request) {
    files
        .request(request.experiment())
        .filter(stored -> !content(stored).equals(content(request)))
        .ifPresent(
            stored -> {
              throw new RefusedException(
                  Kind.CONFLICT,
                  "experiment '%s' was requested by %s at %s with other settings; choose another id"
                      .formatted(stored.experiment(), stored.requestedBy(), stored.requestedAt()));
            });
  }

  /** The fields that make two requests the same: all but the name, the user and the time. */
  public static ExperimentRequested content(ExperimentRequested request) {
    return new ExperimentRequested(
        "content",
        request.dataset(),
        request.initial(),
        request.parameters(),
        request.decisionsUpTo(),
        request.decisionLog(),
        request.selection(),
        request.repeats(),
        request.refinement(),
        "anyone",
        Instant.EPOCH);
  }
}
