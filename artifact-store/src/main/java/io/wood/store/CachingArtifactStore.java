package io.wood.store;

import io.wood.contracts.artifact.ArtifactRef;
import java.nio.file.Path;
import java.util.Objects;

/** Caches fetched files on disk by their hash. */
final class CachingArtifactStore extends ForwardingArtifactStore {
  private final FileCache cache;

  CachingArtifactStore(ArtifactStore delegate, FileCache cache) {
    super(delegate);
    this.cache = Objects.requireNonNull(cache, "cache");
  }

  @Override
  public Path fetch(ArtifactRef ref) {
    return cache.get(ref.sha256(), ref.size(), () -> super.fetch(ref));
  }
}
