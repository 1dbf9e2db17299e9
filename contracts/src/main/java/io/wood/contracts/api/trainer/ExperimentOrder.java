package io.wood.contracts.api.trainer;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.OodSelection;
import java.util.Map;

/**
 * Requests the training of a classifier. Every component is optional and has a default.
 *
 * @param experiment id; generated from the other components by default
 * @param dataset manifest of the labelled images
 * @param datasetName name of an imported dataset, instead of {@code dataset}; default: the dataset
 *     of {@code initialExperiment}
 * @param initial weights to start from
 * @param initialExperiment experiment whose weights to start from, instead of {@code initial}
 * @param arm how to train; default WOOD
 * @param seed random seed; default 0
 * @param parameters tree of the training parameters that differ from the arm's defaults, nested as
 *     in {@link io.wood.contracts.parameter.TrainingParameters}
 * @param decisionsUpTo per partition of the decision topic the first offset that is not used;
 *     default: all decisions that are made when the order is accepted, or those of {@code
 *     experiment} where that id exists
 * @param decisionLog fingerprint of the decisions below these offsets, as in the manifest of
 *     another experiment; the order is refused where the log has other ones. Default: not checked
 * @param selection which of the approved OoDs to use; default all
 * @param again true trains although the same manifest is trained already, and compares the weights
 * @param refinement tree of the refinement parameters that differ from {@link
 *     io.wood.contracts.parameter.RefinementParameters#USUAL}, nested as in that record; empty
 *     refines with these, null does not refine
 * @param requestedBy who requests it
 */
public record ExperimentOrder(
    String experiment,
    ArtifactRef dataset,
    String datasetName,
    ArtifactRef initial,
    String initialExperiment,
    Arm arm,
    Long seed,
    Map<String, Object> parameters,
    Map<Integer, Long> decisionsUpTo,
    String decisionLog,
    OodSelection selection,
    Boolean again,
    Map<String, Object> refinement,
    String requestedBy) {

  /** An order that uses all approved OoDs. */
  public ExperimentOrder(
      String experiment,
      ArtifactRef dataset,
      String datasetName,
      ArtifactRef initial,
      String initialExperiment,
      Arm arm,
      Long seed,
      Map<String, Object> parameters,
      Map<Integer, Long> decisionsUpTo,
      Map<String, Object> refinement,
      String requestedBy) {
    this(
        experiment,
        dataset,
        datasetName,
        initial,
        initialExperiment,
        arm,
        seed,
        parameters,
        decisionsUpTo,
        null,
        null,
        null,
        refinement,
        requestedBy);
  }

  /** The same order with other decisions. */
  public ExperimentOrder withDecisions(Map<Integer, Long> upTo, String log) {
    return new ExperimentOrder(
        experiment,
        dataset,
        datasetName,
        initial,
        initialExperiment,
        arm,
        seed,
        parameters,
        upTo,
        log,
        selection,
        again,
        refinement,
        requestedBy);
  }
}
