package io.wood.trainer.experiment;

import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.contracts.api.trainer.Lineage;
import io.wood.contracts.api.trainer.Lineage.Kind;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.selection.Approval;
import io.wood.trainer.store.OodSummary;
import io.wood.trainer.store.RunFiles;
import io.wood.trainer.store.UsedOod;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Traces what a mask, an experiment or a candidate was made of, and what was made of it. Nothing is
 * read from the log: where the OoDs of a run come from is stored with the run.
 */
public final class TraceLineage {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern MASK =
      Pattern.compile("(?<refinement>[^/]+)/(?<image>[0-9a-f]{64})");

  /** Before the id of a refinement that has the id of an experiment. */
  private static final String REFINEMENT = "refinement ";

  private final ExperimentView view;
  private final RunFiles files;
  private final RefinementLinks refinements;
  private final DatasetCatalog datasets;

  public TraceLineage(
      ExperimentView view, RunFiles files, RefinementLinks refinements, DatasetCatalog datasets) {
    this.view = Objects.requireNonNull(view, "view");
    this.files = Objects.requireNonNull(files, "files");
    this.refinements = Objects.requireNonNull(refinements, "refinements");
    this.datasets = Objects.requireNonNull(datasets, "datasets");
  }

  /**
   * Traces a subject.
   *
   * @param subject an experiment's id or the SHA-256 of its weights, a candidate's SHA-256, a
   *     refinement's id (with "refinement " before it where an experiment has the same), or
   *     REFINEMENT/IMAGE for a mask
   * @throws RefusedException when it is unknown
   */
  public Lineage of(String subject) {
    Matcher mask = MASK.matcher(subject);
    LineageGraph graph = new LineageGraph(subject);
    if (SHA256.matcher(subject).matches()) {
      view.trainerOf(subject)
          .ifPresentOrElse(
              experiment -> bothDirections(experiment, graph), () -> forward(subject, graph));
    } else if (mask.matches()) {
      mask(mask.group("refinement"), mask.group("image"), graph);
    } else if (subject.startsWith(REFINEMENT)) {
      refinement(subject.substring(REFINEMENT.length()), graph);
    } else if (view.request(subject).isPresent()) {
      bothDirections(subject, graph);
    } else if (refinements.experimentOf(subject).isPresent()) {
      refinement(subject, graph);
    } else {
      throw RefusedException.unknown(subject);
    }
    return graph.lineage();
  }

  private void mask(String refinement, String image, LineageGraph graph) {
    checkImage(refinement, image, graph);
    String subject = refinement + "/" + image;
    graph.node(subject, Kind.MASK, Map.of("image", image));
    refinement(refinement, graph);
    graph.link(refinementNode(refinement), subject, "makes");
  }

  private void checkImage(String refinement, String image, LineageGraph graph) {
    ArtifactRef dataset =
        refinements.datasetOf(refinement).orElseThrow(() -> RefusedException.unknown(refinement));
    Optional<DatasetManifest> manifest = datasets.find(dataset);
    if (manifest.isEmpty()) {
      graph.remark(
          "the manifest of the dataset %s is missing: whether it has this image is not known"
              .formatted(dataset.sha256()));
    } else if (manifest.get().images().stream()
        .noneMatch(known -> known.artifact().sha256().equals(image))) {
      throw new RefusedException(
          RefusedException.Kind.UNKNOWN,
          "refinement '%s' has no image %s; a mask has the SHA-256 of its image"
              .formatted(refinement, image));
    }
  }

  private void bothDirections(String experiment, LineageGraph graph) {
    backward(experiment, new HashSet<>(), graph);
    made(experiment, new HashSet<>(), graph);
  }

  private void refinement(String id, LineageGraph graph) {
    String experiment =
        refinements.experimentOf(id).orElseThrow(() -> RefusedException.unknown(id));
    graph.node(refinementNode(id), Kind.REFINEMENT, Map.of());
    backward(experiment, new HashSet<>(), graph);
    graph.link(experiment, refinementNode(id), "weights");
  }

  /** The masks that a training makes have its id. */
  private String refinementNode(String id) {
    return view.request(id).isPresent() ? REFINEMENT + id : id;
  }

  /** From a candidate to every experiment that used it, and on to what was made of those. */
  private void forward(String image, LineageGraph graph) {
    Set<String> seen = new HashSet<>();
    graph.node(image, Kind.CANDIDATE, Map.of());
    for (ExperimentSummary summary : view.list()) {
      String id = summary.experiment();
      Optional<UsedOod> used =
          summary.arm().usesOods() ? files.usedOod(id, image) : Optional.empty();
      if (used.isPresent()) {
        ood(used.get(), graph);
        experiment(id, graph);
        graph.link(image, id, "OoD");
        made(id, seen, graph);
      }
    }
    if (graph.size() == 1) {
      graph.remark(
          "no experiment used this candidate as a hard OoD; its decisions are on the page of the"
              + " curation service");
    }
  }

  /** The experiments that start from the weights of this one, and all refinements. */
  private void made(String id, Set<String> seen, LineageGraph graph) {
    if (!seen.add(id)) {
      return;
    }
    for (String refinement : refinements.of(id)) {
      graph.node(refinementNode(refinement), Kind.REFINEMENT, Map.of());
      graph.link(id, refinementNode(refinement), "weights");
    }
    Optional<String> weights = view.weights(id);
    for (ExperimentSummary other : view.list()) {
      if (weights.isPresent() && weights.get().equals(other.initial())) {
        experiment(other.experiment(), graph);
        graph.link(id, other.experiment(), "start");
        made(other.experiment(), seen, graph);
      }
    }
  }

  /** The dataset, the OoDs and the experiment that an experiment starts from. */
  private void backward(String id, Set<String> seen, LineageGraph graph) {
    if (!seen.add(id)) {
      return;
    }
    ExperimentRequested request = view.request(id).orElseThrow(() -> RefusedException.unknown(id));
    experiment(id, graph);
    String dataset = "dataset " + request.dataset().sha256().substring(0, 12);
    graph.node(dataset, Kind.DATASET, Map.of("sha256", request.dataset().sha256()));
    graph.link(dataset, id, "labelled images");
    if (request.parameters().arm().usesOods()) {
      oods(id, graph);
    }
    if (request.initial() != null) {
      start(request, seen, graph);
    }
  }

  private void start(ExperimentRequested request, Set<String> seen, LineageGraph graph) {
    String weights = request.initial().sha256();
    Optional<String> base = view.trainerOf(weights);
    if (base.isPresent()) {
      backward(base.get(), seen, graph);
      graph.link(base.get(), request.experiment(), "start");
    } else {
      graph.remark(
          "%s starts from the weights %s, which no experiment here has trained"
              .formatted(request.experiment(), weights));
    }
  }

  private void experiment(String id, LineageGraph graph) {
    ExperimentSummary summary = view.find(id).orElseThrow(() -> RefusedException.unknown(id));
    Map<String, String> facts = new HashMap<>();
    facts.put("arm", summary.arm().name());
    facts.put("seed", Long.toString(summary.seed()));
    facts.put("state", summary.state());
    facts.put("requested by", summary.requestedBy());
    view.weights(id).ifPresent(weights -> facts.put("weights", weights));
    graph.node(id, Kind.EXPERIMENT, facts);
  }

  private void ood(UsedOod ood, LineageGraph graph) {
    graph.node(
        ood.image(),
        Kind.CANDIDATE,
        Map.of(
            "predicted class", ood.predictedClass(),
            "score", Double.toString(ood.score()),
            "ranked by weights", ood.weights()));
    if (!ood.source().isEmpty()) {
      String source = "source " + ood.source();
      graph.node(source, Kind.SOURCE, Map.of());
      graph.link(source, ood.image(), "published");
    }
    view.trainerOf(ood.weights())
        .ifPresent(
            ranker -> {
              experiment(ranker, graph);
              graph.link(ranker, ood.image(), "ranked");
            });
    ood.approvals().forEach(approval -> decision(approval, ood.image(), graph));
    if (ood.approvals().isEmpty()) {
      ood.approvedBy().forEach(name -> graph.link(person(name, graph), ood.image(), "approved"));
    }
  }

  private static void decision(Approval approval, String image, LineageGraph graph) {
    String decision = "decision " + approval.decision();
    graph.node(decision, Kind.DECISION, Map.of("decided at", approval.decidedAt().toString()));
    graph.link(person(approval.reviewer(), graph), decision, "made");
    graph.link(decision, image, "approved");
  }

  private static String person(String name, LineageGraph graph) {
    String person = "person " + name;
    graph.node(person, Kind.PERSON, Map.of());
    return person;
  }

  /** The OoDs of an experiment, as far as its summary lists them. */
  private void oods(String id, LineageGraph graph) {
    Optional<OodSummary> summary = files.oodSummary(id);
    if (summary.isEmpty()) {
      graph.remark(
          id + " has not started, or a version trained it that did not keep its OoDs' origin");
      return;
    }
    int shown = summary.get().first().size();
    for (UsedOod ood : summary.get().first()) {
      ood(ood, graph);
      graph.link(ood.image(), id, "OoD");
    }
    if (shown < summary.get().count()) {
      graph.remark(
          "%s used %d OoDs, of which %d are shown".formatted(id, summary.get().count(), shown));
    }
  }
}
