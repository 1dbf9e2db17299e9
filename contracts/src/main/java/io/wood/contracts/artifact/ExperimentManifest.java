package io.wood.contracts.artifact;

import io.wood.contracts.ContractChecks;
import io.wood.contracts.parameter.OodSelection;
import io.wood.contracts.parameter.TrainingParameters;
import java.util.List;
import java.util.Map;

/**
 * Everything that determines an experiment's weights: the same manifest gives the same weights on
 * the same hardware.
 *
 * @param experiment its id in manifests of older versions; null since: equal content has an equal
 *     hash under any name
 * @param dataset SHA-256 of the dataset manifest
 * @param initial SHA-256 of the weights it starts from, null for random ones
 * @param parameters all settings of the training
 * @param decisionOffsets per partition, the offset of the first decision that was not read
 * @param decisionLog fingerprint of the decisions below these offsets; null in older manifests and
 *     for an arm without OoDs
 * @param selection which of the approved OoDs were taken; null for all
 * @param oods the hard OoDs that are used, in hash order
 * @param codeVersion version of the code
 */
public record ExperimentManifest(
    String experiment,
    String dataset,
    String initial,
    TrainingParameters parameters,
    Map<Integer, Long> decisionOffsets,
    String decisionLog,
    OodSelection selection,
    List<ArtifactRef> oods,
    String codeVersion) {
  public ExperimentManifest {
    if (experiment != null) {
      ContractChecks.slug(experiment, "experiment");
    }
    ContractChecks.sha256(dataset, "dataset");
    parameters =
        ContractChecks.required(parameters, "parameters").startingFromWeights(initial != null);
    decisionOffsets = decisionOffsets == null ? Map.of() : Map.copyOf(decisionOffsets);
    selection = OodSelection.orNull(selection);
    oods = oods == null ? List.of() : List.copyOf(oods);
    ContractChecks.text(codeVersion, "codeVersion");
  }

  /** The same manifest with the id of its experiment, as HTTP shows it. */
  public ExperimentManifest named(String id) {
    return new ExperimentManifest(
        id,
        dataset,
        initial,
        parameters,
        decisionOffsets,
        decisionLog,
        selection,
        oods,
        codeVersion);
  }
}
