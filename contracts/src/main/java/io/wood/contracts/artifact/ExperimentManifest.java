package io.wood.contracts.artifact;

import io.wood.contracts.ContractChecks;
import io.wood.contracts.parameter.TrainingParameters;
import java.util.List;
import java.util.Map;

/**
 * * Everything that determines an experiment's weights: the same manifest gives the same weights on
 * the same hardware.
 *
 * @param experiment its id
 * @param dataset SHA-256 of the dataset manifest
 * @param initial SHA-256 of the weights it starts from, null for random ones
 * @param parameters all settings of the training
 * @param decisionOffsets per partition, the offset of the first decision that was not read
 * @param oods the approved hard OoDs, in hash order
 * @param codeVersion version of the code
 */
public record ExperimentManifest(
    String experiment,
    String dataset,
    String initial,
    TrainingParameters parameters,
    Map<Integer, Long> decisionOffsets,
    List<ArtifactRef> oods,
    String codeVersion) {
  public ExperimentManifest {
    ContractChecks.slug(experiment, "experiment");
    ContractChecks.sha256(dataset, "dataset");
    parameters =
        ContractChecks.required(parameters, "parameters").startingFromWeights(initial != null);
    decisionOffsets = decisionOffsets == null ? Map.of() : Map.copyOf(decisionOffsets);
    oods = oods == null ? List.of() : List.copyOf(oods);
    ContractChecks.text(codeVersion, "codeVersion");
  }
}
