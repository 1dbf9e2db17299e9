package io.wood.contracts.api.trainer;

import io.wood.contracts.api.trainer.ExperimentTable.Spread;
import java.util.List;
import java.util.Map;

/**
 * Describes one sweep in full.
 *
 * @param summary its state
 * @param order what was ordered
 * @param runs one for each combination of values and seeds
 * @param points one for each combination of values, with the spread of its figures over the seeds
 * @param plotted names of the figures that are plotted by default: those of the masks, else of the
 *     CAMs, else the mean average precision
 * @param stops suggested numbers of OoDs; empty unless the first axis is that number
 */
public record SweepDetail(
    SweepSummary summary,
    SweepOrder order,
    List<Run> runs,
    List<Point> points,
    List<String> plotted,
    List<Stop> stops) {
  public SweepDetail {
    runs = List.copyOf(runs);
    points = List.copyOf(points);
    plotted = List.copyOf(plotted);
    stops = List.copyOf(stops);
  }

  /**
   * One combination of values and a seed.
   *
   * @param values value of each axis, as text
   * @param seed random seed
   * @param experiment id of its experiment; several combinations may share one
   * @param state NOT_REQUESTED, QUEUED, RUNNING, REFINING, SUCCEEDED, FAILED or CANCELLED
   * @param oods number of OoDs
   * @param metrics figures of the classifier and of its masks
   * @param message why it failed, or a note; may be empty
   */
  public record Run(
      Map<String, String> values,
      long seed,
      String experiment,
      String state,
      int oods,
      Map<String, Double> metrics,
      String message) {}

  /**
   * One combination of values.
   *
   * @param values value of each axis, as text
   * @param oods number of OoDs
   * @param seeds seeds that have succeeded
   * @param metrics mean and spread over these seeds, by name
   */
  public record Point(
      Map<String, String> values, int oods, List<Long> seeds, Map<String, Spread> metrics) {}

  /**
   * A suggested number of OoDs: the smallest that no larger one exceeds by more than the spread
   * over the seeds.
   *
   * @param series values of the other axes, as text; empty when there are none
   * @param metric figure that it is suggested for
   * @param oods the number; null where more OoDs still help, or one seed shows no spread
   * @param from the last number but one
   * @param to the last number
   * @param gain gain of the last over the last but one, paired by seed
   * @param text the same in words
   */
  public record Stop(
      Map<String, String> series,
      String metric,
      Integer oods,
      int from,
      int to,
      Spread gain,
      String text) {}
}
