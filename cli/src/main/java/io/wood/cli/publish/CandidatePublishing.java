package io.wood.cli.publish;

import io.wood.cli.client.EventSender;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.ProgressPrinter;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ImageFormat;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.CandidatePublished;
import io.wood.method.image.UnusableImageException;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Publishes image files as candidates: first the object, then the event. */
public final class CandidatePublishing {
  private static final int UPLOADS = 4;

  private final ArtifactStore store;
  private final Supplier<EventSender> senders;
  private final String source;

  public CandidatePublishing(RunningSystem system, String source) {
    this(system.store(), () -> system.sender(source), source);
  }

  CandidatePublishing(ArtifactStore store, Supplier<EventSender> senders, String source) {
    this.store = store;
    this.senders = senders;
    this.source = source;
  }

  /**
   * The result of publishing files.
   *
   * @param images hashes of the published images, without duplicates
   * @param known number of files that were published before
   * @param duplicates number of files with the same bytes as another one
   * @param skipped problems of the other files, one line each
   */
  public record Result(Set<String> images, int known, int duplicates, List<String> skipped) {
    public Result {
      images = Set.copyOf(images);
      skipped = List.copyOf(skipped);
    }
  }

  /**
   * Publishes files and folders of files.
   *
   * @param published hashes of images that are left out, because they were published before
   */
  public Result publish(List<Path> paths, Set<String> published, ProgressPrinter progress) {
    ImageFiles found = ImageFiles.of(paths);
    List<Path> files = found.files();
    Set<String> seen = new HashSet<>();
    Set<String> images = new HashSet<>();
    List<String> skipped = new ArrayList<>(found.skipped());
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    int known = 0;
    int duplicates = 0;
    ExecutorService uploads = Executors.newFixedThreadPool(UPLOADS);
    try (EventSender sender = senders.get()) {
      List<Future<Upload>> stored =
          files.stream().map(file -> uploads.submit(upload(file, published))).toList();
      for (int i = 0; i < files.size(); i++) {
        Optional<Upload> upload = get(stored.get(i), files.get(i), skipped);
        if (upload.isPresent()) {
          String image = upload.get().image();
          if (!seen.add(image)) {
            duplicates++;
          } else if (upload.get().event().isEmpty()) {
            known++;
          } else {
            images.add(image);
            sent.add(sender.send(upload.get().event().get()));
          }
        }
        progress.show("publishing", i + 1L, files.size(), "images");
      }
      sent.forEach(EventSender::await);
    } finally {
      uploads.shutdownNow();
    }
    return new Result(images, known, duplicates, skipped);
  }

  /**
   * A file whose object is in the store.
   *
   * @param image its hash
   * @param event what to publish; empty when it was published before
   */
  private record Upload(String image, Optional<CandidatePublished> event) {}

  private Callable<Upload> upload(Path file, Set<String> published) {
    return () -> {
      byte[] bytes = ImageProbe.read(file);
      String image = Hashes.sha256(bytes);
      if (published.contains(image)) {
        return new Upload(image, Optional.empty());
      }
      ArtifactRef artifact =
          store.put(
              Buckets.CANDIDATES, ObjectKeys.image(image), bytes, ImageFormat.mediaTypeOf(bytes));
      String name = file.getFileName().toString();
      return new Upload(
          image, Optional.of(new CandidatePublished(image, artifact, name, source, Instant.now())));
    };
  }

  private static Optional<Upload> get(Future<Upload> future, Path file, List<String> skipped) {
    try {
      return Optional.of(future.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnusableImageException unusable) {
        skipped.add(file + ": " + unusable.getMessage());
        return Optional.empty();
      }
      if (e.getCause() instanceof IOException unreadable) {
        skipped.add(file + ": cannot be read (" + unreadable + ")");
        return Optional.empty();
      }
      throw new CommandFailedException(
          file
              + " cannot be published: "
              + e.getCause().getMessage()
              + "; run the same command again to go on",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }
}
