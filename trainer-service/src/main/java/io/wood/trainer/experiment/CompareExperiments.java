package io.wood.trainer.experiment;

import io.wood.contracts.api.trainer.ExperimentComparison;
import io.wood.contracts.api.trainer.ExperimentComparison.MetricDifference;
import io.wood.contracts.api.trainer.ExperimentComparison.ParameterDifference;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.trainer.experiment.ShowExperiment.Detail;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares two experiments: OoDs, parameters and figures. */
public final class CompareExperiments {
  private final ShowExperiment experiments;

  public CompareExperiments(ShowExperiment experiments) {
    this.experiments = Objects.requireNonNull(experiments, "experiments");
  }

  public ExperimentComparison compare(String first, String second) {
    Detail a = experiments.show(first);
    Detail b = experiments.show(second);
    List<ArtifactRef> oodsA = oods(a);
    List<ArtifactRef> oodsB = oods(b);
    List<ArtifactRef> gone = without(oodsA, oodsB);
    return new ExperimentComparison(
        a.summary(),
        b.summary(),
        gone,
        without(oodsB, oodsA),
        oodsA.size() - gone.size(),
        differences(parameters(a), parameters(b)),
        figures(a.summary().metrics(), b.summary().metrics()));
  }

  /** The OoDs of an experiment; empty before it starts. */
  public static List<ArtifactRef> oods(Detail detail) {
    return detail.manifest() == null ? List.of() : detail.manifest().oods();
  }

  private static List<ArtifactRef> without(List<ArtifactRef> these, List<ArtifactRef> those) {
    Set<String> hashes = those.stream().map(ArtifactRef::sha256).collect(Collectors.toSet());
    return these.stream().filter(ood -> !hashes.contains(ood.sha256())).toList();
  }

  /** The request's parameters, and the offsets up to which decisions were read. */
  public static Map<String, String> parameters(Detail detail) {
    ExperimentRequested request = detail.request();
    Map<String, String> parameters = new TreeMap<>(ParameterTree.flat(request.parameters()));
    parameters.put("dataset", request.dataset().sha256());
    parameters.put("initial", request.initial() == null ? "seed" : request.initial().sha256());
    if (request.selection() != null) {
      parameters.putAll(ParameterTree.flat("selection", request.selection()));
    }
    if (detail.manifest() != null) {
      parameters.put("codeVersion", detail.manifest().codeVersion());
      parameters.put(
          "decisionOffsets", new TreeMap<>(detail.manifest().decisionOffsets()).toString());
    }
    return parameters;
  }

  private static List<ParameterDifference> differences(
      Map<String, String> a, Map<String, String> b) {
    return union(a.keySet(), b.keySet()).stream()
        .filter(name -> !Objects.equals(a.get(name), b.get(name)))
        .map(name -> new ParameterDifference(name, a.get(name), b.get(name)))
        .toList();
  }

  private static List<MetricDifference> figures(Map<String, Double> a, Map<String, Double> b) {
    return union(a.keySet(), b.keySet()).stream()
        .map(name -> figure(name, a.get(name), b.get(name)))
        .toList();
  }

  private static MetricDifference figure(String name, Double a, Double b) {
    return new MetricDifference(name, a, b, a == null || b == null ? null : Double.valueOf(b - a));
  }

  private static Set<String> union(Set<String> these, Set<String> those) {
    Set<String> all = new TreeSet<>(these);
    all.addAll(those);
    return all;
  }
}
