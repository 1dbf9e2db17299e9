package io.wood.trainer.experiment;

import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.contracts.api.trainer.ExperimentTable;
import io.wood.contracts.api.trainer.ExperimentTable.MetricRow;
import io.wood.contracts.api.trainer.ExperimentTable.OodRow;
import io.wood.contracts.api.trainer.ExperimentTable.ParameterRow;
import io.wood.contracts.api.trainer.ExperimentTable.SeedGroup;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.trainer.experiment.RefusedException.Kind;
import io.wood.trainer.experiment.ShowExperiment.Detail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares any number of experiments: parameters, figures of classifiers and masks with their
 * spread over seeds, OoDs.
 */
public final class TabulateExperiments {
  /** What may differ between experiments of one group: the seed and what follows from it. */
  private static final Set<String> OF_THE_SEED = Set.of("seed", "initial", "decisionOffsets");

  private final ShowExperiment experiments;
  private final RefinementLinks refinements;

  public TabulateExperiments(ShowExperiment experiments, RefinementLinks refinements) {
    this.experiments = Objects.requireNonNull(experiments, "experiments");
    this.refinements = Objects.requireNonNull(refinements, "refinements");
  }

  /** Compares these experiments, each named once. */
  public ExperimentTable compare(List<String> ids) {
    List<String> distinct = ids.stream().distinct().toList();
    if (distinct.size() < 2) {
      throw new RefusedException(
          Kind.INVALID, "experiment: %s given; name at least two experiments".formatted(distinct));
    }
    List<Detail> details = distinct.stream().map(experiments::show).toList();
    List<Map<String, String>> parameters =
        details.stream().map(CompareExperiments::parameters).toList();
    List<ExperimentSummary> summaries = details.stream().map(Detail::summary).toList();
    List<Map<String, Double>> metrics = summaries.stream().map(this::metrics).toList();
    List<OodRow> oods = oods(details);
    return new ExperimentTable(
        summaries,
        rows(parameters, ParameterRow::new).stream()
            .filter(row -> row.values().stream().distinct().count() > 1)
            .toList(),
        rows(metrics, MetricRow::new),
        groups(details, parameters, metrics),
        oods.stream().filter(row -> row.usedBy().size() < details.size()).toList(),
        (int) oods.stream().filter(row -> row.usedBy().size() == details.size()).count());
  }

  private Map<String, Double> metrics(ExperimentSummary summary) {
    Map<String, Double> metrics = new TreeMap<>(summary.metrics());
    metrics.putAll(refinements.masks(summary.experiment()));
    return metrics;
  }

  private interface RowMaker<T, R> {
    R row(String name, List<T> values);
  }

  private static <T, R> List<R> rows(List<Map<String, T>> columns, RowMaker<T, R> maker) {
    Set<String> names = new TreeSet<>();
    columns.forEach(column -> names.addAll(column.keySet()));
    List<R> rows = new ArrayList<>();
    for (String name : names) {
      List<T> values = new ArrayList<>();
      columns.forEach(column -> values.add(column.get(name)));
      rows.add(maker.row(name, values));
    }
    return rows;
  }

  private static List<OodRow> oods(List<Detail> details) {
    Map<String, ArtifactRef> images = new TreeMap<>();
    Map<String, List<String>> users = new TreeMap<>();
    for (Detail detail : details) {
      for (ArtifactRef ood : CompareExperiments.oods(detail)) {
        images.putIfAbsent(ood.sha256(), ood);
        users
            .computeIfAbsent(ood.sha256(), hash -> new ArrayList<>())
            .add(detail.summary().experiment());
      }
    }
    return images.entrySet().stream()
        .map(image -> new OodRow(image.getValue(), users.get(image.getKey())))
        .toList();
  }

  private static List<SeedGroup> groups(
      List<Detail> details,
      List<Map<String, String>> parameters,
      List<Map<String, Double>> metrics) {
    Map<Map<String, String>, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < details.size(); i++) {
      Map<String, String> same = new TreeMap<>(parameters.get(i));
      same.keySet().removeAll(OF_THE_SEED);
      groups.computeIfAbsent(same, key -> new ArrayList<>()).add(i);
    }
    return groups.values().stream()
        .flatMap(members -> onePerSeed(members, details, parameters))
        .map(
            members ->
                new SeedGroup(
                    members.stream().map(i -> details.get(i).summary().experiment()).toList(),
                    members.stream().map(i -> details.get(i).summary().seed()).toList(),
                    Spreads.byName(members.stream().map(metrics::get).toList())))
        .toList();
  }

  /**
   * Where a seed occurs twice, start weights or OoDs do not follow from the seed: those with the
   * same ones are a group.
   */
  private static Stream<List<Integer>> onePerSeed(
      List<Integer> members, List<Detail> details, List<Map<String, String>> parameters) {
    long seeds = members.stream().map(i -> details.get(i).summary().seed()).distinct().count();
    if (seeds == members.size()) {
      return Stream.of(members);
    }
    return members.stream()
        .collect(
            Collectors.groupingBy(
                i ->
                    List.of(
                        parameters.get(i).get("initial"),
                        Set.copyOf(CompareExperiments.oods(details.get(i)))),
                LinkedHashMap::new,
                Collectors.toList()))
        .values()
        .stream();
  }
}
