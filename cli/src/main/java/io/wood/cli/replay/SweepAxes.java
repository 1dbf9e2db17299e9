package io.wood.cli.replay;

import io.wood.cli.client.ParameterTree;
import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.api.trainer.SweepOrder;
import io.wood.contracts.api.trainer.SweepOrder.Axis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads what differs in a sweep: {@code tau=.1,.2}, {@code select=first=20,per-class=5+random=1}.
 */
public final class SweepAxes {
  /** Explains the values, for the help of a command. */
  public static final String HELP =
      "What differs: tau, lambda, clusters (K), arm, from (an experiment), select, or any parameter,"
          + " such as tau=.1,.2,.4 or arm=control,wood or schedule.steps=300,600. Selections are"
          + " rules as of --select, joined by +, such as select=all,first=20,per-class=5+random=1."
          + " Repeatable: all combinations are trained.";

  private static final Map<String, String> NAMES =
      Map.of(
          "tau", "parameters.metricLoss.tau",
          "lambda", "parameters.metricLoss.lambda",
          "clusters", "parameters.metricLoss.clusters",
          "arm", "arm",
          "from", "initialExperiment",
          "select", "selection");

  private SweepAxes() {}

  /**
   * Reads the axes.
   *
   * @param curve numbers of OoDs, or all; empty for none
   * @param varied {@code NAME=VALUE,VALUE} each
   * @throws CommandFailedException naming what cannot be read
   */
  public static List<Axis> parse(List<String> curve, List<String> varied) {
    List<Axis> axes = new ArrayList<>();
    if (!curve.isEmpty()) {
      axes.add(axis(SweepOrder.OODS, "--curve", curve.stream().map(SweepAxes::value).toList()));
    }
    varied.forEach(text -> axes.add(axis(text)));
    if (axes.isEmpty()) {
      throw new CommandFailedException(
          "a sweep needs --curve, such as 0,1,5,20,100,all, or --vary, such as tau=.1,.2,.4");
    }
    return axes;
  }

  private static Axis axis(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw new CommandFailedException(
          "--vary %s: expected NAME=VALUE,VALUE, such as tau=.1,.2,.4".formatted(text));
    }
    String name = text.substring(0, equals);
    List<String> values = Arrays.asList(text.substring(equals + 1).split(",", -1));
    return axis(
        NAMES.getOrDefault(name, "parameters." + name),
        "--vary " + text,
        values.stream().map(value -> value(name, value)).toList());
  }

  private static Axis axis(String name, String option, List<Object> values) {
    try {
      return new Axis(name, values);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(option + ": " + e.getMessage(), e);
    }
  }

  private static Object value(String name, String text) {
    return switch (name) {
      case "arm" -> text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
      case "from" -> text.strip();
      case "select" ->
          text.strip().equals("all")
              ? Map.of()
              : SelectionRules.tree(Arrays.asList(text.strip().split("\\+")));
      default -> value(text);
    };
  }

  private static Object value(String text) {
    return ParameterTree.value(text.strip());
  }
}
