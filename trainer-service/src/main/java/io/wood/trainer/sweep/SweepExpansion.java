package io.wood.trainer.sweep;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wood.contracts.api.trainer.ExperimentOrder;
import io.wood.contracts.api.trainer.SweepOrder;
import io.wood.contracts.api.trainer.SweepOrder.Axis;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.store.Json;
import io.wood.trainer.experiment.ParameterTree;
import io.wood.trainer.experiment.RefusedException;
import io.wood.trainer.experiment.RefusedException.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a sweep into one order for each combination of values and seeds. What an arm does not use
 * is left out of its orders, so that a control is trained once and not for every τ.
 *
 * <p>A number of OoDs below K lowers K to it, and λ by the same factor: both losses divide by K,
 * and each distance keeps its weight λ/K.
 */
final class SweepExpansion {
  private static final ObjectMapper MAPPER = Json.mapper();
  private static final String ALL = "all";

  /** Without the last bits of a quotient: a person would write .0007. */
  private static final MathContext DIGITS = new MathContext(12);

  private static final String ARM = "arm";
  private static final String PARAMETERS = "parameters";
  private static final String METRIC_LOSS = "metricLoss";
  private static final List<String> GIVEN_BY_THE_SWEEP =
      List.of("experiment", "seed", "again", "parameters.arm", "parameters.seed");
  private static final List<String> METRIC_LOSS_ALONE =
      List.of("lambda", "tau", "clusters", "start", "scale");

  private static final String REFRESH_CENTRES = "refreshCentres";

  private final SweepOrder order;

  /**
   * One combination.
   *
   * @param values value of each axis, as text
   * @param minOods how many OoDs the combination asks for; 0 for any number
   */
  record Combination(Map<String, String> values, long seed, int minOods, ExperimentOrder order) {}

  SweepExpansion(SweepOrder order) {
    this.order = order;
  }

  /** All combinations, seed by seed, so that a whole curve of the first seed comes first. */
  List<Combination> combinations() {
    List<Map<String, JsonNode>> points = points();
    List<Combination> all = new ArrayList<>();
    for (long seed : order.seeds()) {
      points.forEach(point -> all.add(combination(point, seed)));
    }
    return all;
  }

  /** How many there are; more than a long holds are as many as that. */
  long count() {
    double combinations =
        order.axes().stream().mapToDouble(axis -> axis.values().size()).reduce(1, (a, b) -> a * b);
    return (long) (combinations * order.seeds().size());
  }

  private List<Map<String, JsonNode>> points() {
    List<Map<String, JsonNode>> points = List.of(Map.of());
    for (Axis axis : order.axes()) {
      List<Map<String, JsonNode>> longer = new ArrayList<>();
      for (Map<String, JsonNode> point : points) {
        for (Object value : axis.values()) {
          Map<String, JsonNode> one = new LinkedHashMap<>(point);
          one.put(axis.name(), MAPPER.valueToTree(value));
          longer.add(one);
        }
      }
      points = longer;
    }
    return points;
  }

  private Combination combination(Map<String, JsonNode> point, long seed) {
    ObjectNode tree = MAPPER.valueToTree(order.experiment());
    Map<String, String> values = new LinkedHashMap<>();
    point.forEach(
        (name, value) -> {
          values.put(name, value.isTextual() ? value.textValue() : value.toString());
          if (!name.equals(SweepOrder.OODS)) {
            set(tree, name, value);
          }
        });
    GIVEN_BY_THE_SWEEP.forEach(name -> requireAbsent(tree, name));
    int oods = point.containsKey(SweepOrder.OODS) ? limit(tree, point.get(SweepOrder.OODS)) : 0;
    leaveOutWhatIsUnused(tree, arm(tree));
    tree.put("seed", seed);
    return new Combination(
        values, seed, oods, ParameterTree.read("experiment", tree, ExperimentOrder.class));
  }

  private static void set(ObjectNode tree, String path, JsonNode value) {
    String[] names = path.split("\\.", -1);
    ObjectNode node = tree;
    for (String name : Arrays.copyOf(names, names.length - 1)) {
      node = child(node, name);
    }
    node.set(names[names.length - 1], value);
  }

  private static void requireAbsent(ObjectNode tree, String path) {
    if (!tree.at("/" + path.replace('.', '/')).isMissingNode()) {
      throw new RefusedException(
          Kind.INVALID,
          "experiment.%s cannot be given; a sweep has seeds, and experiment.arm or an axis 'arm'"
              .formatted(path));
    }
  }

  private static Arm arm(ObjectNode tree) {
    JsonNode arm = tree.get(ARM);
    return arm == null || arm.isNull() ? Arm.WOOD : ParameterTree.read(ARM, arm, Arm.class);
  }

  /** Limits the OoDs of a combination; returns how many there must be. */
  private int limit(ObjectNode tree, JsonNode value) {
    Arm arm = arm(tree);
    if (!arm.usesOods()) {
      throw new RefusedException(
          Kind.INVALID,
          "axes.oods: arm %s uses no OoDs; choose one of %s"
              .formatted(arm, Arrays.stream(Arm.values()).filter(Arm::usesOods).toList()));
    }
    if (value.isTextual() && value.textValue().equals(ALL)) {
      leaveOutOrderWithoutLimit(tree);
      return 0;
    }
    if (!value.isInt() || value.intValue() < 0) {
      throw new RefusedException(
          Kind.INVALID, "axes.oods: %s is neither a whole number nor \"all\"".formatted(value));
    }
    int oods = value.intValue();
    if (oods == 0) {
      tree.put(ARM, Arm.CONTROL.name());
      return 0;
    }
    if (!tree.path("selection").path("first").isMissingNode()) {
      throw new RefusedException(
          Kind.INVALID, "selection.first: the axis 'oods' gives it; leave it out");
    }
    child(tree, "selection").put("first", oods);
    if (arm.usesClusters()) {
      fitClusters(child(child(tree, PARAMETERS), METRIC_LOSS), arm, oods);
    }
    return oods;
  }

  /** The random order of the other numbers says nothing about the whole set. */
  private static void leaveOutOrderWithoutLimit(ObjectNode tree) {
    if (tree.get("selection") instanceof ObjectNode selection
        && !selection.has("perClass")
        && !selection.has("first")) {
      selection.remove("random");
    }
  }

  private static void fitClusters(ObjectNode given, Arm arm, int oods) {
    MetricLoss loss =
        ParameterTree.set(
            "parameters.metricLoss",
            arm.metricLoss(),
            MAPPER.convertValue(given, new TypeReference<Map<String, Object>>() {}),
            MetricLoss.class);
    if (loss.clusters() > oods) {
      given.put("clusters", oods);
      if (loss.scale() == MetricLoss.LossScale.PER_CLUSTER) {
        double lambda = loss.lambda() * oods / loss.clusters();
        given.put("lambda", new BigDecimal(lambda).round(DIGITS).doubleValue());
      }
    }
  }

  private static ObjectNode child(ObjectNode tree, String name) {
    JsonNode inner = tree.get(name);
    if (inner instanceof ObjectNode object) {
      return object;
    }
    if (inner != null && !inner.isNull()) {
      throw new RefusedException(
          Kind.INVALID, "experiment: %s must be an object, not %s".formatted(name, inner));
    }
    return tree.putObject(name);
  }

  private static void leaveOutWhatIsUnused(ObjectNode tree, Arm arm) {
    if (arm.usesMetricLoss()) {
      return;
    }
    if (tree.path(PARAMETERS).get(METRIC_LOSS) instanceof ObjectNode loss) {
      if (arm.usesOods()) {
        loss.remove(METRIC_LOSS_ALONE);
        if (!arm.comparesPositions()) {
          loss.remove(REFRESH_CENTRES);
        }
      } else {
        loss.removeAll();
      }
    }
    if (tree.path(PARAMETERS).get("augmentation") instanceof ObjectNode augmentation) {
      if (!arm.usesOods()) {
        augmentation.remove("nativeSize");
      }
      double weight =
          tree.path(PARAMETERS)
              .path(METRIC_LOSS)
              .path("oodWeight")
              .asDouble(arm.metricLoss().oodWeight());
      if (!arm.addsOods(weight)) {
        augmentation.remove("sharpNegatives");
      }
    }
    if (!arm.usesOods()) {
      tree.remove(List.of("selection", "decisionsUpTo", "decisionLog"));
    }
  }
}
