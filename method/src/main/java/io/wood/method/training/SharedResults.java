package io.wood.method.training;

import io.wood.contracts.Sha256Digest;
import io.wood.contracts.artifact.ClusterMap;
import io.wood.method.data.ImageSource;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Keeps what trainings with the same start have in common, by a hash of all that it is computed
 * from: features of the images, their centres, and the map of both. A result that is lost is
 * computed again.
 */
public interface SharedResults {
  /** Keeps nothing. */
  SharedResults NONE =
      new SharedResults() {
        @Override
        public Optional<byte[]> find(String key) {
          return Optional.empty();
        }

        @Override
        public void keep(String key, byte[] result) {}

        @Override
        public Optional<ClusterMap> findMap(String key) {
          return Optional.empty();
        }

        @Override
        public void keepMap(String key, ClusterMap map) {}
      };

  /** A key: SHA-256 of the text of all parts. */
  static String key(Object... parts) {
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      text.append(part).append('|');
    }
    return Sha256Digest.hex(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** A key of images in their order. */
  static String imagesKey(ImageSource images) {
    return key(IntStream.range(0, images.size()).mapToObj(images::id).toList());
  }

  /**
   * Finds a result.
   *
   * @param key SHA-256 of what it is computed from
   */
  Optional<byte[]> find(String key);

  /** Keeps a result; best effort. */
  void keep(String key, byte[] result);

  /**
   * Finds a map of centres.
   *
   * @param key SHA-256 of what it is computed from
   */
  Optional<ClusterMap> findMap(String key);

  /** Keeps a map; best effort. */
  void keepMap(String key, ClusterMap map);
}
