package io.wood.cli.report;

import io.wood.method.evaluation.MeanDeviation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Compares two arms by class, in IoU averaged over the common seeds. */
public final class ClassDifferences {
  private final List<Difference> differences;

  /**
   * One class.
   *
   * @param className its name
   * @param iou gain of the second arm over the first
   */
  public record Difference(String className, double iou) {}

  private ClassDifferences(List<Difference> differences) {
    this.differences = differences;
  }

  /** Compares the classes that both arms have a value for. */
  public static ClassDifferences of(
      List<String> classes, ArmResult control, ArmResult subject, EvaluatedStage step) {
    return new ClassDifferences(
        IntStream.range(0, classes.size())
            .mapToObj(
                i -> {
                  Optional<MeanDeviation> gain =
                      subject.above(
                          control, step, scores -> scores.labels().classes().get(i + 1).iou());
                  return gain.map(spread -> new Difference(classes.get(i), spread.mean()));
                })
            .flatMap(Optional::stream)
            .toList());
  }

  /** Returns the differences in class order. */
  public List<Difference> all() {
    return differences;
  }

  /** Returns the classes with the largest differences, in either direction, first. */
  public List<String> largest(int count) {
    return differences.stream()
        .sorted(Comparator.comparingDouble((Difference d) -> -Math.abs(d.iou())))
        .limit(count)
        .map(Difference::className)
        .toList();
  }

  /** Returns the classes with the smallest differences first, without those of {@link #largest}. */
  public List<String> smallest(int count) {
    return differences.stream()
        .sorted(Comparator.comparingDouble((Difference d) -> Math.abs(d.iou())))
        .limit(Math.min(count, Math.max(0, differences.size() - count)))
        .map(Difference::className)
        .toList();
  }
}
