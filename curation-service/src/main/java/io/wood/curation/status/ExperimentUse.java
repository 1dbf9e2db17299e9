package io.wood.curation.status;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.store.ArtifactStore;
import io.wood.store.CorruptObjectException;
import io.wood.store.InvalidJsonException;
import io.wood.store.Manifests;
import io.wood.store.MissingObjectException;
import io.wood.store.StoreUnavailableException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Knows which experiments used an image as a hard OoD. A manifest never changes, so it is read
 * once; of each image only 8 bytes of its hash are kept.
 */
final class ExperimentUse {
  private static final Logger LOG = Logger.getLogger(ExperimentUse.class);
  private static final int PREFIX = 16;

  private final ArtifactStore store;
  private final Map<ArtifactRef, long[]> images = new ConcurrentHashMap<>();

  ExperimentUse(ArtifactStore store) {
    this.store = store;
  }

  /**
   * Reads the manifests that are not known yet. While the store gives one not, the experiments that
   * are not known stay out of every answer; the next call asks again.
   */
  void read(Collection<ArtifactRef> manifests) {
    try {
      manifests.forEach(manifest -> images.computeIfAbsent(manifest, this::load));
    } catch (StoreUnavailableException e) {
      LOG.warnf("the status of candidates goes out without some experiments: %s", e.getMessage());
    }
  }

  /** Returns the experiments among these whose manifest is known and names the image, in order. */
  List<String> of(String image, Map<String, ArtifactRef> manifests) {
    return manifests.entrySet().stream()
        .filter(one -> uses(one.getValue(), image))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private boolean uses(ArtifactRef manifest, String image) {
    long[] known = images.get(manifest);
    return known != null && Arrays.binarySearch(known, prefix(image)) >= 0;
  }

  private long[] load(ArtifactRef manifest) {
    try {
      return Manifests.load(store, manifest, ExperimentManifest.class).oods().stream()
          .mapToLong(ood -> prefix(ood.sha256()))
          .sorted()
          .toArray();
    } catch (MissingObjectException | CorruptObjectException | InvalidJsonException e) {
      LOG.warnf("the manifest %s cannot be read: %s", manifest.key(), e.getMessage());
      return new long[0];
    }
  }

  /** The first 64 bits of a hash: among a million images two agree once in 40 million cases. */
  private static long prefix(String image) {
    return Long.parseUnsignedLong(image, 0, PREFIX, 16);
  }
}
