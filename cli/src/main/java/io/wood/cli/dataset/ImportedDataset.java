package io.wood.cli.dataset;

import static java.util.Objects.requireNonNull;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.DatasetManifest.Split;
import java.util.List;

/**
 * A dataset in the store.
 *
 * @param ref its manifest
 * @param manifest its content
 * @param problems images that were left out, in the order of the plan
 * @param details lines for a person: images per class and split, what the masks hold
 * @param warnings what was imported, but looks wrong
 */
public record ImportedDataset(
    ArtifactRef ref,
    DatasetManifest manifest,
    List<ImportProblem> problems,
    List<String> details,
    List<String> warnings) {
  public ImportedDataset {
    requireNonNull(ref, "ref");
    requireNonNull(manifest, "manifest");
    problems = List.copyOf(problems);
    details = List.copyOf(details);
    warnings = List.copyOf(warnings);
  }

  /** Summarises images per split, masks and problems in one sentence. */
  public String summary() {
    long masks = manifest.images().stream().filter(image -> image.truth() != null).count();
    String problem =
        switch (problems.size()) {
          case 0 -> "nothing was left out";
          case 1 -> "1 problem";
          default -> problems.size() + " problems";
        };
    return manifest.images().size()
        + " images of "
        + manifest.classes().size()
        + " classes ("
        + manifest.of(Split.TRAIN).size()
        + " for training, "
        + manifest.of(Split.VALIDATION).size()
        + " for validation, "
        + masks
        + " with masks); "
        + problem;
  }
}
