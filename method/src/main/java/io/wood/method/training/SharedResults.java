package io.wood.method.training;

import java.util.Optional;

/**
 * Keeps what trainings with the same start have in common, by a hash of all that it is computed
 * from: features of the images, and their centres. A result that is lost is computed again.
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
      };

  /**
   * Finds a result.
   *
   * @param key SHA-256 of what it is computed from
   */
  Optional<byte[]> find(String key);

  /** Keeps a result; best effort. */
  void keep(String key, byte[] result);
}
