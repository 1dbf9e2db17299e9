package io.wood.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.cli.client.ParameterTree;
import io.wood.cli.console.CommandProcess;
import io.wood.contracts.api.trainer.ExperimentDetail;
import io.wood.contracts.api.trainer.ExperimentOrder;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.OodSelection;
import io.wood.contracts.parameter.TrainingParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

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
    OodSelection selection = selection(request, changes, parameters.arm());
    ExperimentOrder order =
        new ExperimentOrder(
            changes.name(),
            request.dataset(),
            null,
            changes.classifier() == null ? request.initial() : null,
            changes.classifier(),
            parameters.arm(),
            parameters.seed(),
            ParameterTree.of(parameters).values(),
            decisions.offsets(),
            decisions.log(),
            selection,
            changes.again(),
            request.refinement() == null ? null : ParameterTree.of(request.refinement()).values(),
            CommandProcess.user());
    List<String> differences = new ArrayList<>(differences(request.parameters(), parameters));
    if (differences.isEmpty()) {
      differences.add(line("parameters", "same"));
    }
    if (changes.classifier() != null) {
      differences.add(line("starts from", "the weights of " + changes.classifier()));
    }
    if (!Objects.equals(request.selection(), selection)) {
      differences.add(line("selection", text(request.selection()) + " → " + text(selection)));
    }
    differences.add(line("decisions", decisions.text()));
    return new ReplayPlan(order, differences);
  }

  /**
   * Returns the line on the OoDs.
   *
   * @param original manifest of the original; null before it has started
   * @param planned manifest of the replay
   */
  static String oods(ExperimentManifest original, ExperimentManifest planned) {
    int count = planned.oods().size();
    if (original == null) {
      return line("OoDs", Integer.toString(count));
    }
    Set<String> before = hashes(original);
    Set<String> after = hashes(planned);
    long added = after.stream().filter(hash -> !before.contains(hash)).count();
    long removed = before.stream().filter(hash -> !after.contains(hash)).count();
    return line(
        "OoDs",
        added == 0 && removed == 0
            ? "same (%d)".formatted(count)
            : "+%d images, −%d (%d → %d)".formatted(added, removed, before.size(), count));
  }

  private static Set<String> hashes(ExperimentManifest manifest) {
    return manifest.oods().stream().map(ArtifactRef::sha256).collect(Collectors.toSet());
  }

  private static OodSelection selection(
      ExperimentRequested request, ReplayChanges changes, Arm arm) {
    if (changes.selection() != null) {
      return OodSelection.orNull(changes.selection());
    }
    return arm.usesOods() ? request.selection() : null;
  }

  private static String text(OodSelection selection) {
    if (selection == null) {
      return "all approved";
    }
    Map<String, JsonNode> rules = ParameterTree.of(selection).flat();
    rules.values().removeIf(value -> value.isNull() || (value.isArray() && value.isEmpty()));
    return rules.toString();
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

  static String line(String name, String text) {
    return "%-28s %s".formatted(name, text);
  }
}
