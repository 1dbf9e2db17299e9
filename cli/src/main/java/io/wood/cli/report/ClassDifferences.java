package io.wood.cli.report;

import io.wood.method.evaluation.MeanDeviation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** By which classes two arms differ, in IoU averaged over the common seeds. */
public final class ClassDifferences {
  private final List<Difference> differences;

  /**
   * One class.
   *
   * @param className its name
   * @param iou how much the second arm is above the first
   */
  public record Difference(String className, double iou) {}

  private ClassDifferences(List<Difference> differences) {
    this.differences = differences;
  }

  /** The classes that both arms have a figure for. */
  public static ClassDifferences of(
      List<String> classes, ArmResult control, ArmResult subject, EvaluatedStage step) {
    return new ClassDifferences(
        IntStream.range(0, classes.size())
            .mapToObj(
                i -> {
                  Optional<MeanDeviation> gain =
                      subject.above(control, step, scores -> scores.classes().get(i + 1).iou());
                  return gain.map(spread -> new Difference(classes.get(i), spread.mean()));
                })
            .flatMap(Optional::stream)
            .toList());
  }

  /** In class order. */
  public List<Difference> all() {
    return differences;
  }

  /** The classes that differ most, either way, first. */
  public List<String> most(int count) {
    return differences.stream()
        .sorted(Comparator.comparingDouble((Difference d) -> -Math.abs(d.iou())))
        .limit(count)
        .map(Difference::className)
        .toList();
  }

  /** The classes that differ least first; none of those that {@link #most} names. */
  public List<String> least(int count) {
    return differences.stream()
        .sorted(Comparator.comparingDouble((Difference d) -> Math.abs(d.iou())))
        .limit(Math.min(count, Math.max(0, differences.size() - count)))
        .map(Difference::className)
        .toList();
  }
}
