package io.wood.trainer.sweep;

import io.wood.contracts.api.trainer.SweepDetail;
import io.wood.contracts.api.trainer.SweepDetail.Point;
import io.wood.contracts.api.trainer.SweepOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Places the values of a sweep's first axis from 0 to 1. Numbers are to scale: numbers of OoDs by
 * log(1 + n), other positive numbers that span a factor of 20 or more by their logarithm. Other
 * values have equal distances.
 */
final class SweepAxis {
  private static final double WIDE = 20;

  private final String name;
  private final List<String> texts;
  private final boolean numeric;
  private final boolean logarithmic;
  private final Map<Double, String> ticks = new TreeMap<>();
  private double low;
  private double high;

  SweepAxis(SweepDetail sweep) {
    name = sweep.order().axes().get(0).name();
    texts = sweep.points().stream().map(this::text).distinct().toList();
    numeric = texts.stream().allMatch(SweepAxis::isNumber);
    List<Double> numbers = numeric ? texts.stream().map(Double::valueOf).toList() : List.of();
    double min = numbers.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double max = numbers.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    logarithmic = min > 0 && max / min >= WIDE;
    low = numeric ? scale(min) : 0;
    high = numeric ? scale(max) : texts.size() - 1.0;
    texts.forEach(text -> ticks.put(place(text), text));
  }

  String title() {
    return name.equals(SweepOrder.OODS) ? "number of OoDs" : SweepOrder.shortName(name);
  }

  /** True when there is something between two values. */
  boolean isNumeric() {
    return numeric;
  }

  /** Labels by place. */
  Map<Double, String> ticks() {
    return ticks;
  }

  double place(Point point) {
    return place(text(point));
  }

  private double place(String text) {
    double at = numeric ? scale(Double.parseDouble(text)) : texts.indexOf(text);
    return high == low ? .5 : (at - low) / (high - low);
  }

  private double scale(double value) {
    if (name.equals(SweepOrder.OODS)) {
      return Math.log1p(value);
    }
    return logarithmic ? Math.log(value) : value;
  }

  private String text(Point point) {
    return name.equals(SweepOrder.OODS) ? Integer.toString(point.oods()) : point.values().get(name);
  }

  private static boolean isNumber(String text) {
    return text.matches("-?\\d+(\\.\\d+)?([eE]-?\\d+)?");
  }
}
