package io.wood.store;

final class InMemoryArtifactStoreTest extends ArtifactStoreContract {
  private final ArtifactStore store = new InMemoryArtifactStore();

  @Override
  protected ArtifactStore store() {
    return store;
  }
}
