package io.wood.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.cli.client.ParameterTree;
import io.wood.contracts.api.trainer.ExperimentDetail;
import io.wood.contracts.api.trainer.ExperimentOrder;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.TrainingParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The order that repeats an experiment, and how it differs from the original.
 *
 * @param order order for the trainer
 * @param differences a line for each parameter that differs, and one for the decisions
 */
public record ReplayPlan(ExperimentOrder order, List<String> differences) {
  public ReplayPlan {
    differences = List.copyOf(differences);
  }

  /**
   * Plans a replay.
   *
   * @param original the experiment to repeat
   * @param offsets looks up the offsets of a choice (now, or a time) in the log of decisions
   */
  public static ReplayPlan of(
      ExperimentDetail original,
      ReplayChanges changes,
      Function<DecisionChoice, Map<Integer, Long>> offsets) {
    ExperimentRequested request = original.request();
    TrainingParameters parameters = parameters(request, changes);
    DecisionCut decisions =
        parameters.arm().usesOods()
            ? DecisionCut.of(original, changes.decisions(), offsets)
            : DecisionCut.unused(parameters.arm());
    ExperimentOrder order =
        new ExperimentOrder(
            changes.name(),
            request.dataset(),
            null,
            request.initial(),
            null,
            parameters.arm(),
            parameters.seed(),
            ParameterTree.of(parameters).values(),
            decisions.offsets(),
            request.refinement() == null ? null : ParameterTree.of(request.refinement()).values(),
            System.getProperty("user.name", "cli"));
    List<String> differences = new ArrayList<>(differences(request.parameters(), parameters));
    if (differences.isEmpty()) {
      differences.add(line("parameters", "same"));
    }
    differences.add(line("decisions", decisions.text()));
    return new ReplayPlan(order, differences);
  }

  private static TrainingParameters parameters(ExperimentRequested request, ReplayChanges changes) {
    ParameterTree tree =
        changes.arm() == null
            ? ParameterTree.of(request.parameters())
            : otherArm(request, changes.arm());
    changes.parameters().accept(tree);
    return tree.read(TrainingParameters.class);
  }

  /** The defaults of the arm, and what differs in the original from the defaults of its own arm. */
  private static ParameterTree otherArm(ExperimentRequested request, Arm arm) {
    TrainingParameters own = request.parameters();
    boolean fromWeights = request.initial() != null;
    Map<String, JsonNode> defaults =
        ParameterTree.of(defaults(own.arm(), own.network(), fromWeights)).flat();
    ParameterTree tree = ParameterTree.of(defaults(arm, own.network(), fromWeights));
    ParameterTree.of(own)
        .flat()
        .forEach(
            (name, value) -> {
              if (!value.equals(defaults.get(name))) {
                tree.set(name, value);
              }
            });
    return tree;
  }

  private static TrainingParameters defaults(Arm arm, NetworkSpec network, boolean fromWeights) {
    return new TrainingParameters(arm, network, null, null, null, null, 0)
        .startingFromWeights(fromWeights);
  }

  private static List<String> differences(TrainingParameters before, TrainingParameters after) {
    Map<String, JsonNode> from = ParameterTree.of(before).flat();
    Map<String, JsonNode> to = ParameterTree.of(after).flat();
    Set<String> names = new TreeSet<>(from.keySet());
    names.addAll(to.keySet());
    List<String> lines = new ArrayList<>();
    for (String name : names) {
      String first = text(from.get(name));
      String second = text(to.get(name));
      if (!first.equals(second)) {
        lines.add(line(name, first + " → " + second));
      }
    }
    return lines;
  }

  private static String text(JsonNode value) {
    if (value == null) {
      return "–";
    }
    return value.isTextual() ? value.textValue() : value.toString();
  }

  private static String line(String name, String text) {
    return "%-28s %s".formatted(name, text);
  }
}
