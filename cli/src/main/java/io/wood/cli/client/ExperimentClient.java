package io.wood.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.cli.console.CommandProcess;
import io.wood.cli.console.ProgressPrinter;
import io.wood.contracts.api.trainer.ExperimentClusters;
import io.wood.contracts.api.trainer.ExperimentDetail;
import io.wood.contracts.api.trainer.ExperimentOrder;
import io.wood.contracts.api.trainer.ExperimentPreview;
import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.contracts.api.trainer.ExperimentTable;
import io.wood.contracts.api.trainer.Lineage;
import io.wood.contracts.api.trainer.ManifestFile;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.RunState;
import io.wood.contracts.event.TrainingProgressed;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Requests, follows and looks up experiments of the trainer. */
public final class ExperimentClient {
  private final RunningSystem system;
  private final HttpApi api;

  public ExperimentClient(RunningSystem system) {
    this.system = system;
    this.api = system.api("trainer");
  }

  /** Requests an experiment and returns its id. */
  public String request(ExperimentOrder order) {
    return accepted(order).experiment();
  }

  /** Requests an experiment and returns the request as the trainer accepted it. */
  public ExperimentRequested accepted(ExperimentOrder order) {
    return api.post("/api/experiments", order, ExperimentRequested.class);
  }

  /** Returns what an order would train. */
  public ExperimentPreview preview(ExperimentOrder order) {
    return api.post("/api/experiments/preview", order, ExperimentPreview.class);
  }

  /** Traces what something was made of, and what was made of it. */
  public Lineage lineage(String subject) {
    return api.get("/api/lineage?of=" + HttpApi.encoded(subject), Lineage.class);
  }

  /** Compares experiments. */
  public ExperimentTable compare(List<String> experiments) {
    return api.get("/api/experiments/compare?" + query(experiments), ExperimentTable.class);
  }

  private static String query(List<String> experiments) {
    return experiments.stream()
        .map(one -> "experiment=" + HttpApi.encoded(one))
        .collect(Collectors.joining("&"));
  }

  /** Returns the manifest of an experiment as a file. */
  public ManifestFile manifest(String experiment) {
    return api.get(
        "/api/experiments/" + HttpApi.encoded(experiment) + "/manifest", ManifestFile.class);
  }

  /**
   * Requests the training of a manifest.
   *
   * @param file an exported manifest, edited or not
   * @param name id of the experiment; null to generate one
   * @param again true trains although the manifest is trained already
   */
  public ExperimentRequested accepted(JsonNode file, String name, boolean again) {
    String query =
        "?by=%s&again=%s%s"
            .formatted(
                HttpApi.encoded(CommandProcess.user()),
                again,
                name == null ? "" : "&experiment=" + HttpApi.encoded(name));
    return api.post("/api/experiments/manifest" + query, file, ExperimentRequested.class);
  }

  /** Returns the groups of OoDs of an experiment. */
  public ExperimentClusters clusters(String experiment) {
    return api.get("/api/clusters/" + HttpApi.encoded(experiment), ExperimentClusters.class);
  }

  /**
   * Returns experiments as a ZIP file in the layout of MLflow's {@code mlruns}.
   *
   * @param experiments empty for all that have ended
   */
  public byte[] mlruns(List<String> experiments) {
    return api.bytes("/api/mlflow?" + query(experiments));
  }

  /** Returns one experiment in full. */
  public ExperimentDetail show(String experiment) {
    return api.get(path(experiment), ExperimentDetail.class);
  }

  /** The same; empty when the trainer does not know it. */
  public Optional<ExperimentDetail> find(String experiment) {
    return api.find(path(experiment), ExperimentDetail.class);
  }

  private static String path(String experiment) {
    return "/api/experiments/" + HttpApi.encoded(experiment);
  }

  /** Lists all experiments, newest first. */
  public List<ExperimentSummary> list() {
    return api.list("/api/experiments", ExperimentSummary.class);
  }

  /**
   * Shows the progress of an experiment until it ends.
   *
   * @throws io.wood.cli.console.CommandFailedException when it failed or was cancelled, with the
   *     trainer's reason
   */
  public void follow(String experiment, ProgressPrinter printer) {
    new RunFollower(experiment, () -> status(experiment))
        .follow(
            system,
            TrainingProgressed.class,
            event ->
                new RunFollower.Step(
                    event.experiment(), event.state(), event.progress(), event.figures()),
            printer);
  }

  private List<String> running() {
    return list().stream()
        .filter(summary -> summary.state().equals(RunState.RUNNING.name()))
        .map(ExperimentSummary::experiment)
        .toList();
  }

  private RunFollower.Status status(String experiment) {
    ExperimentSummary summary = show(experiment).summary();
    String state = summary.state();
    if (state.equals(ExperimentSummary.QUEUED)) {
      return new RunFollower.Status(false, false, RunFollower.waitingFor(running(), "trainer"));
    }
    boolean open = state.equals(RunState.RUNNING.name());
    String text = state.toLowerCase(Locale.ROOT) + ": " + summary.message();
    return new RunFollower.Status(!open, state.equals(RunState.SUCCEEDED.name()), text);
  }
}
