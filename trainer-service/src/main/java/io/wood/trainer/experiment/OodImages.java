package io.wood.trainer.experiment;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.store.ArtifactStore;
import io.wood.trainer.experiment.RefusedException.Kind;
import io.wood.trainer.store.RunFiles;
import java.util.Objects;

/** Finds the images of the OoDs of a manifest; gives access to no other object of the store. */
public final class OodImages {
  private final RunFiles files;
  private final ArtifactStore store;

  public OodImages(RunFiles files, ArtifactStore store) {
    this.files = Objects.requireNonNull(files, "files");
    this.store = Objects.requireNonNull(store, "store");
  }

  public ArtifactRef find(String experiment, String sha256) {
    return files
        .frozen(experiment)
        .orElseThrow(() -> RefusedException.unknown(experiment))
        .manifest()
        .oods()
        .stream()
        .filter(ood -> ood.sha256().equals(sha256))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    Kind.UNKNOWN, "experiment '%s' has no OoD %s".formatted(experiment, sha256)));
  }

  public byte[] read(ArtifactRef ood) {
    return store.read(ood);
  }
}
