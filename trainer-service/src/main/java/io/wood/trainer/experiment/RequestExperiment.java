package io.wood.trainer.experiment;

import io.wood.contracts.api.trainer.ExperimentOrder;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.RunState;
import io.wood.contracts.parameter.Architecture;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.kit.event.EventPublisher;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import io.wood.store.Json;
import io.wood.trainer.experiment.RefusedException.Kind;
import io.wood.trainer.store.RunFiles;
import io.wood.trainer.store.RunResult;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Turns an order into a request event: fills in the defaults, rejects what cannot run, publishes. A
 * repeated order is the same experiment and changes nothing. An order that needs OoDs and names no
 * decisions takes all that are made until now; their offsets are part of the request, so that the
 * same order after more curation is another experiment.
 */
public final class RequestExperiment {
  private static final NetworkSpec DEFAULT_NETWORK = new NetworkSpec(Architecture.RESNET50, 16);

  private final ArtifactStore store;
  private final RunFiles files;
  private final KnownWeights weights;
  private final DatasetCatalog datasets;
  private final Supplier<Map<Integer, Long>> decisionEnds;
  private final EventPublisher publisher;
  private final Clock clock;

  /**
   * Uses these ports.
   *
   * @param decisionEnds returns, per partition of the decision topic, the offset after its last
   *     record
   */
  public RequestExperiment(
      ArtifactStore store,
      RunFiles files,
      DatasetCatalog datasets,
      Supplier<Map<Integer, Long>> decisionEnds,
      EventPublisher publisher,
      Clock clock) {
    this.store = Objects.requireNonNull(store, "store");
    this.files = Objects.requireNonNull(files, "files");
    this.weights = new KnownWeights(store, files);
    this.datasets = Objects.requireNonNull(datasets, "datasets");
    this.decisionEnds = Objects.requireNonNull(decisionEnds, "decisionEnds");
    this.publisher = Objects.requireNonNull(publisher, "publisher");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  public ExperimentRequested request(ExperimentOrder order) {
    Optional<ExperimentRequested> base =
        Optional.ofNullable(order.initialExperiment()).map(this::requestOf);
    Optional<ModelRef> initial = initial(order);
    ArtifactRef dataset = dataset(order, base);
    TrainingParameters parameters = parameters(order, initial);
    ArtifactRef start =
        order.initial() == null ? initial.map(ModelRef::weights).orElse(null) : order.initial();
    CheckExperiment.parameters(parameters, start != null);
    check(datasets.load(dataset), parameters, initial);
    ExperimentRequested request =
        new ExperimentRequested(
            order.experiment() == null ? "unnamed" : order.experiment(),
            dataset,
            start,
            parameters,
            decisions(order, parameters.arm()),
            refinement(order),
            order.requestedBy() == null ? "api" : order.requestedBy(),
            clock.instant());
    ExperimentRequested named =
        order.experiment() == null ? withId(request, generatedId(request)) : request;
    requireFree(named);
    publisher.publish(named);
    return named;
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
              .result(order.initialExperiment())
              .map(RunResult::model)
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

  private static TrainingParameters parameters(ExperimentOrder order, Optional<ModelRef> initial) {
    boolean hasInitial = order.initial() != null || initial.isPresent();
    Arm arm = order.arm() == null ? Arm.WOOD : order.arm();
    NetworkSpec network = initial.map(ModelRef::network).orElse(DEFAULT_NETWORK);
    // Applied twice, because the parameters may name another arm or network, which determine the
    // defaults of all other parameters.
    TrainingParameters requested = set(order, defaults(arm, network, hasInitial));
    return set(order, defaults(requested.arm(), requested.network(), hasInitial));
  }

  private static TrainingParameters set(ExperimentOrder order, TrainingParameters defaults) {
    TrainingParameters seeded = order.seed() == null ? defaults : defaults.withSeed(order.seed());
    return ParameterTree.set("parameters", seeded, order.parameters(), TrainingParameters.class);
  }

  private static TrainingParameters defaults(Arm arm, NetworkSpec network, boolean hasInitial) {
    return new TrainingParameters(arm, network, null, null, null, null, 0)
        .startingFromWeights(hasInitial);
  }

  /** An id that exists keeps its decisions: it names one experiment. */
  private Map<Integer, Long> decisions(ExperimentOrder order, Arm arm) {
    boolean given = order.decisionsUpTo() != null && !order.decisionsUpTo().isEmpty();
    if (given || !arm.usesOods()) {
      return order.decisionsUpTo();
    }
    return Optional.ofNullable(order.experiment())
        .flatMap(files::request)
        .map(ExperimentRequested::decisionsUpTo)
        .orElseGet(decisionEnds);
  }

  private static RefinementParameters refinement(ExperimentOrder order) {
    return order.refinement() == null
        ? null
        : ParameterTree.set(
            "refinement",
            RefinementParameters.PAPER,
            order.refinement(),
            RefinementParameters.class);
  }

  private static void check(
      DatasetManifest dataset, TrainingParameters parameters, Optional<ModelRef> initial) {
    CheckExperiment.dataset(dataset);
    initial.ifPresent(model -> CheckExperiment.initial(model, dataset, parameters));
  }

  /**
   * An id such as {@code wood-s1-3fa29c1b}; a number is appended if an experiment of this id failed
   * or was cancelled.
   */
  private String generatedId(ExperimentRequested request) {
    String content = Hashes.sha256(Json.canonical(content(request)));
    String arm = request.parameters().arm().name().toLowerCase(Locale.ROOT).replace('_', '-');
    String stem = arm + "-s" + request.parameters().seed() + "-" + content.substring(0, 8);
    String id = stem;
    for (int attempt = 2; hasFailed(id); attempt++) {
      id = stem + "-" + attempt;
    }
    return id;
  }

  private boolean hasFailed(String id) {
    return files.result(id).filter(result -> result.state() != RunState.SUCCEEDED).isPresent();
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
  static ExperimentRequested content(ExperimentRequested request) {
    return new ExperimentRequested(
        "content",
        request.dataset(),
        request.initial(),
        request.parameters(),
        request.decisionsUpTo(),
        request.refinement(),
        "anyone",
        Instant.EPOCH);
  }

  private static ExperimentRequested withId(ExperimentRequested request, String id) {
    return new ExperimentRequested(
        id,
        request.dataset(),
        request.initial(),
        request.parameters(),
        request.decisionsUpTo(),
        request.refinement(),
        request.requestedBy(),
        request.requestedAt());
  }
}
