package io.wood.trainer.experiment;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.selection.OodSelector;
import io.wood.trainer.experiment.DecisionLog.Decisions;
import io.wood.trainer.store.UsedOod;
import io.wood.trainer.store.UsedOods;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns a request into a manifest: reads the decisions below the requested offsets (or all, in
 * older requests) and selects the hard OoDs.
 */
public final class PlanManifest {
  private final DecisionLog decisions;
  private final String codeVersion;

  public PlanManifest(DecisionLog decisions, String codeVersion) {
    this.decisions = Objects.requireNonNull(decisions, "decisions");
    this.codeVersion = Objects.requireNonNull(codeVersion, "codeVersion");
  }

  /** The decisions below these offsets; see {@link DecisionLog#at}. */
  Decisions decisions(Map<Integer, Long> upTo) {
    return decisions.at(upTo);
  }

  /**
   * Returns the manifest of a request.
   *
   * @throws UnrunnableException when the log is not the one of the request, does not have its
   *     offsets, or the selection leaves nothing
   */
  public ExperimentManifest of(ExperimentRequested request) {
    if (!request.parameters().arm().usesOods()) {
      return manifest(request, Map.of(), null, List.of());
    }
    Decisions read = decisions.at(request.decisionsUpTo());
    if (request.decisionLog() != null && !request.decisionLog().equals(read.fingerprint())) {
      throw new UnrunnableException(
          "decisionLog: the decisions below the offsets %s are not those of the original (their"
                  .formatted(read.offsets())
              + " fingerprint is %s, not %s): the log is another one, or records of it are deleted"
                  .formatted(read.fingerprint(), request.decisionLog()),
          "Restore the topic from a backup, or order with the decisions of this log (replay"
              + " --decisions now)");
    }
    return manifest(request, read.offsets(), read.fingerprint(), select(request, read));
  }

  /** Where the OoDs of a manifest come from. */
  public UsedOods provenance(ExperimentManifest manifest) {
    Set<String> used =
        manifest.oods().stream().map(ArtifactRef::sha256).collect(Collectors.toSet());
    return new UsedOods(
        decisions.at(manifest.decisionOffsets()).approved().stream()
            .filter(ood -> used.contains(ood.artifact().sha256()))
            .map(
                ood ->
                    new UsedOod(
                        ood.artifact().sha256(),
                        ood.source(),
                        ood.predictedClass(),
                        ood.score(),
                        ood.weights(),
                        ood.approvedBy(),
                        ood.approvals()))
            .toList());
  }

  private static List<ArtifactRef> select(ExperimentRequested request, Decisions read) {
    try {
      return new OodSelector(request.selection()).select(read.approved());
    } catch (IllegalArgumentException e) {
      throw new UnrunnableException(e.getMessage());
    }
  }

  private ExperimentManifest manifest(
      ExperimentRequested request,
      Map<Integer, Long> offsets,
      String fingerprint,
      List<ArtifactRef> oods) {
    ArtifactRef initial = request.initial();
    return new ExperimentManifest(
        null,
        request.dataset().sha256(),
        initial == null ? null : initial.sha256(),
        request.parameters(),
        offsets,
        fingerprint,
        fingerprint == null ? null : request.selection(),
        oods,
        codeVersion);
  }
}
