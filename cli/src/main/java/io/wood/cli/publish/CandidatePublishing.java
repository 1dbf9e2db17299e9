package io.wood.cli.publish;

import io.wood.cli.client.EventSender;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.ProgressPrinter;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.CandidatePublished;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import java.io.IOException;
import java.nio.file.Files;
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
import org.apache.kafka.clients.producer.RecordMetadata;

/** Publishes image files as candidates: first the object, then the event. */
public final class CandidatePublishing {
  private static final int UPLOADS = 4;

  private final ArtifactStore store;
  private final RunningSystem system;
  private final String source;

  public CandidatePublishing(RunningSystem system, String source) {
    this.system = system;
    this.store = system.store();
    this.source = source;
  }

  /**
   * The result of publishing files.
   *
   * @param images hashes of the published images, without duplicates
   * @param duplicates number of files with the same bytes as another one
   * @param skipped problems of the other files, one line each
   */
  public record Result(Set<String> images, int duplicates, List<String> skipped) {
    public Result {
      images = Set.copyOf(images);
      skipped = List.copyOf(skipped);
    }
  }

  /** Publishes files and folders of files. */
  public Result publish(List<Path> paths, ProgressPrinter progress) {
    ImageFiles found = ImageFiles.of(paths);
    List<Path> files = found.files();
    Set<String> images = new HashSet<>();
    List<String> skipped = new ArrayList<>(found.skipped());
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    int duplicates = 0;
    ExecutorService uploads = Executors.newFixedThreadPool(UPLOADS);
    try (EventSender sender = system.sender(source)) {
      List<Future<Optional<CandidatePublished>>> stored =
          files.stream().map(file -> uploads.submit(upload(file))).toList();
      for (int i = 0; i < files.size(); i++) {
        Optional<CandidatePublished> event = get(stored.get(i), files.get(i), skipped);
        if (event.isPresent() && images.add(event.get().image())) {
          sent.add(sender.send(event.get()));
        } else if (event.isPresent()) {
          duplicates++;
        }
        progress.show("publishing", i + 1L, files.size(), "images");
      }
      sent.forEach(EventSender::await);
    } finally {
      uploads.shutdownNow();
    }
    return new Result(images, duplicates, skipped);
  }

  private Callable<Optional<CandidatePublished>> upload(Path file) {
    return () -> {
      if (!ImageProbe.isImage(file)) {
        return Optional.empty();
      }
      byte[] bytes = Files.readAllBytes(file);
      Optional<String> mediaType = ImageProbe.mediaType(bytes);
      if (mediaType.isEmpty()) {
        return Optional.empty();
      }
      String image = Hashes.sha256(bytes);
      ArtifactRef artifact =
          store.put(Buckets.CANDIDATES, ObjectKeys.image(image), bytes, mediaType.get());
      String name = file.getFileName().toString();
      return Optional.of(new CandidatePublished(image, artifact, name, source, Instant.now()));
    };
  }

  private static Optional<CandidatePublished> get(
      Future<Optional<CandidatePublished>> future, Path file, List<String> skipped) {
    try {
      Optional<CandidatePublished> event = future.get();
      if (event.isEmpty()) {
        skipped.add(file + ": not a JPEG or PNG image");
      }
      return event;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException unreadable) {
        skipped.add(
            unreadable instanceof OversizeException
                ? file + ": " + unreadable.getMessage()
                : file + ": cannot be read (" + unreadable + ")");
        return Optional.empty();
      }
      throw new CommandFailedException(
          file + " cannot be published: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }
}
