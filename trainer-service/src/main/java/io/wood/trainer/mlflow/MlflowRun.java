package io.wood.trainer.mlflow;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An experiment as a run of MLflow. Names and lengths are within MLflow's limits.
 *
 * @param name id of the experiment
 * @param user who requested it
 * @param status how it ended
 * @param startedAt when it was requested, in ms
 * @param endedAt when it ended, in ms
 * @param artifacts where its files are in the store
 * @param params parameters by name
 * @param metrics figures
 * @param tags links and remarks by name
 */
record MlflowRun(
    String name,
    String user,
    Status status,
    long startedAt,
    long endedAt,
    String artifacts,
    Map<String, String> params,
    List<Metric> metrics,
    Map<String, String> tags) {
  MlflowRun {
    params = new TreeMap<>(params);
    metrics = List.copyOf(metrics);
    tags = new TreeMap<>(tags);
  }

  /** MLflow's states of a run that has ended; the files have their numbers. */
  enum Status {
    FINISHED(3),
    FAILED(4),
    KILLED(5);

    private final int number;

    Status(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  /**
   * A figure at one step.
   *
   * @param timestamp in ms
   */
  record Metric(String key, double value, long timestamp, long step) {}
}
