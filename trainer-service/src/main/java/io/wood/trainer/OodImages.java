package io.wood.trainer;

import io.wood.contracts.ArtifactRef;
import io.wood.store.ArtifactStore;
import io.wood.trainer.RefusedException.Kind;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/** The pictures of the OoDs that stand in a manifest, and no other object of the store. */
final class OodImages {
  private static final Set<String> SHOWN = Set.of("image/jpeg", "image/png");

  private final RunFiles files;
  private final ArtifactStore store;

  OodImages(RunFiles files, ArtifactStore store) {
    this.files = Objects.requireNonNull(files, "files");
    this.store = Objects.requireNonNull(store, "store");
  }

  ArtifactRef find(String experiment, String sha256) {
    return files
        .frozen(experiment)
        .orElseThrow(() -> RefusedException.unknown(experiment))
        .manifest()
        .oods()
        .stream()
        .filter(ood -> ood.sha256().equals(sha256) && SHOWN.contains(ood.mediaType()))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    Kind.UNKNOWN, "experiment '%s' has no OoD %s".formatted(experiment, sha256)));
  }

  Path file(ArtifactRef ood) {
    return store.fetch(ood);
  }
}
