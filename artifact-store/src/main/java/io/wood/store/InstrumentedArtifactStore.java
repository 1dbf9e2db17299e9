package io.wood.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wood.contracts.artifact.ArtifactRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Counts and times the operations: {@code wood.store.requests} by operation and outcome, {@code
 * wood.store.bytes} by direction.
 */
final class InstrumentedArtifactStore extends ForwardingArtifactStore {
  /** All but what signs links and looks for buckets. */
  static final List<String> TIMED =
      List.of(
          "put",
          "putFile",
          "find",
          "putIfAbsent",
          "replace",
          "get",
          "fetch",
          "stat",
          "list",
          "delete");

  private final MeterRegistry meters;
  private final Counter written;
  private final Counter read;

  InstrumentedArtifactStore(ArtifactStore delegate, MeterRegistry meters) {
    super(delegate);
    this.meters = Objects.requireNonNull(meters, "meters");
    this.written = bytes("written");
    this.read = bytes("read");
    // A rate needs the sample before the first failure.
    TIMED.forEach(operation -> List.of("ok", "failed").forEach(end -> timer(operation, end)));
  }

  private Counter bytes(String direction) {
    return Counter.builder("wood.store.bytes")
        .description("bytes of objects that travelled")
        .tag("direction", direction)
        .register(meters);
  }

  @Override
  <T> T call(String operation, Supplier<T> work) {
    if (!TIMED.contains(operation)) {
      return work.get();
    }
    Timer.Sample sample = Timer.start(meters);
    String outcome = "failed";
    try {
      T result = work.get();
      outcome = "ok";
      return result;
    } finally {
      sample.stop(timer(operation, outcome));
    }
  }

  private Timer timer(String operation, String outcome) {
    return Timer.builder("wood.store.requests")
        .description("operations on the object store, retries included")
        .tag("operation", operation)
        .tag("outcome", outcome)
        .register(meters);
  }

  @Override
  public ArtifactRef put(String bucket, String key, byte[] bytes, String mediaType) {
    ArtifactRef ref = super.put(bucket, key, bytes, mediaType);
    written.increment((double) ref.size());
    return ref;
  }

  @Override
  public ArtifactRef putFile(String bucket, String key, Path file, String mediaType) {
    ArtifactRef ref = super.putFile(bucket, key, file, mediaType);
    written.increment((double) ref.size());
    return ref;
  }

  @Override
  public byte[] get(ArtifactRef ref) {
    byte[] bytes = super.get(ref);
    read.increment((double) bytes.length);
    return bytes;
  }

  @Override
  public Path fetch(ArtifactRef ref) {
    Path file = super.fetch(ref);
    read.increment((double) ref.size());
    return file;
  }
}
