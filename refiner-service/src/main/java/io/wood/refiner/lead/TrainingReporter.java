package io.wood.refiner.lead;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.method.data.TrainingFailedException;
import io.wood.method.training.StepReport;
import io.wood.method.training.TrainingCancelledException;
import io.wood.method.training.TrainingListener;
import io.wood.method.training.UnusableCheckpointException;
import io.wood.refiner.stage.RefinementFailedException;
import io.wood.refiner.stage.TrainingFiles;
import io.wood.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/** Reports a training's progress, stores its checkpoints, and cancels it when the lease is lost. */
final class TrainingReporter implements TrainingListener {
  private static final Logger LOG = Logger.getLogger(TrainingReporter.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Steps whose mean says how a training ended. */
  private static final int LAST_STEPS = 20;

  private final String refinement;
  private final String network;
  private final TrainingFiles files;
  private final RefinementReporter reporter;
  private final LeadControl control;
  private final ArrayDeque<Map<String, Double>> last = new ArrayDeque<>();
  private String unit = "steps";

  TrainingReporter(
      String refinement,
      String network,
      TrainingFiles files,
      RefinementReporter reporter,
      LeadControl control) {
    this.refinement = refinement;
    this.network = network;
    this.files = files;
    this.reporter = reporter;
    this.control = control;
  }

  /** Trains from the last checkpoint, or from the start if there is none that can be used. */
  byte[] train(Supplier<byte[]> run, UnaryOperator<byte[]> resume) {
    Optional<byte[]> checkpoint = files.checkpoint(refinement, network);
    try {
      return checkpoint.isPresent() ? resumed(checkpoint.get(), run, resume) : run.get();
    } catch (TrainingCancelledException e) {
      throw new LeaseLostException(refinement);
    } catch (TrainingFailedException e) {
      throw new RefinementFailedException(network + ": " + e.getMessage());
    }
  }

  private byte[] resumed(byte[] checkpoint, Supplier<byte[]> run, UnaryOperator<byte[]> resume) {
    try {
      return resume.apply(checkpoint);
    } catch (UnusableCheckpointException e) {
      LOG.warnf(
          "%s of refinement %s starts from the beginning: %s", network, refinement, e.getMessage());
      return run.get();
    }
  }

  @Override
  public void phase(String phase, long total, String phaseUnit) {
    unit = phaseUnit;
  }

  /** Figures of the last steps. */
  List<Map<String, Double>> lastSteps() {
    return List.copyOf(last);
  }

  @Override
  public void step(StepReport report) {
    last.addLast(report.figures());
    if (last.size() > LAST_STEPS) {
      last.removeFirst();
    }
    reporter.progress(report.phase(), report.done(), report.total(), unit, report.figures());
  }

  @Override
  public void skipped(String imageId, String reason) {
    LOG.warnf(
        "%s training of refinement %s skipped image %s: %s", network, refinement, imageId, reason);
  }

  /** A training goes on while the store is away; the next checkpoint follows. */
  @Override
  public void checkpoint(long step, byte[] bytes) {
    try {
      files.saveCheckpoint(refinement, network, bytes);
      control.gotFurther();
    } catch (StoreUnavailableException e) {
      LOG.warnf(
          "%s of refinement %s goes on without the checkpoint of step %d: %s",
          network, refinement, step, e.getMessage());
    }
  }

  /** A replica that stops stores a checkpoint, from which its successor resumes. */
  @Override
  public boolean checkpointDue() {
    return control.isStopping();
  }

  @Override
  public boolean cancelled() {
    return !control.goesOn();
  }

  /** Stores the trained weights; waits for a store that is away, since training takes longer. */
  ArtifactRef keep(byte[] weights) {
    while (true) {
      try {
        ArtifactRef kept = files.keep(refinement, network, weights);
        control.gotFurther();
        return kept;
      } catch (StoreUnavailableException e) {
        LOG.warnf("%s of refinement %s waits for the store: %s", network, refinement, e);
        control.requireLead(refinement);
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LeaseLostException(refinement);
    }
  }
}
