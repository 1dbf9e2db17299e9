package io.wood.ranker.submit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.api.ranker.SubmitResult;
import io.wood.contracts.api.ranker.UploadLink;
import io.wood.contracts.api.ranker.UploadRequest;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.Event;
import io.wood.kit.MovableClock;
import io.wood.method.image.ImageLimits;
import io.wood.method.image.UnusableImageException;
import io.wood.ranker.Samples;
import io.wood.ranker.rank.CandidateDecoder;
import io.wood.ranker.rank.RankingSettings;
import io.wood.store.CorruptObjectException;
import io.wood.store.Hashes;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.MissingObjectException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SubmitCandidateTest {
  private static final byte[] FILE = Samples.png(99);
  private static final String HASH = Hashes.sha256(FILE);

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final List<Event> published = new ArrayList<>();
  private final SubmitCandidate submit =
      new SubmitCandidate(
          store,
          new CandidateDecoder(
              store, new RankingSettings(.5, new ImageLimits(20_000, 10_000), 64), 1 << 28),
          published::add,
          new UploadTerms(20_000, Duration.ofMinutes(15)),
          Clock.fixed(Samples.NOW, ZoneOffset.UTC));

  @Test
  void storesTheFileUnderItsHashAndPublishesIt() throws Exception {
    SubmitResult submitted = submit.submit(FILE, "C:\\photos\\lake\n.png", " camera ");

    CandidatePublished event = (CandidatePublished) published.get(0);
    assertThat(submitted).isEqualTo(new SubmitResult(HASH, "lake.png", false));
    assertThat(event.image()).isEqualTo(HASH);
    assertThat(event.source()).isEqualTo("camera");
    assertThat(event.name()).isEqualTo("lake.png");
    assertThat(event.artifact().key()).isEqualTo(ObjectKeys.image(HASH));
    assertThat(event.artifact().mediaType()).isEqualTo("image/png");
    assertThat(store.get(event.artifact())).isEqualTo(FILE);
  }

  @Test
  void theSameImageTwiceIsOneCandidate() throws Exception {
    submit.submit(FILE, "one.png", null);
    SubmitResult again = submit.submit(FILE, "two.png", null);

    assertThat(again.known()).isTrue();
    assertThat(published).extracting(Event::key).containsOnly(HASH);
    assertThat(published).extracting(Event::eventId).containsOnly("published:" + HASH + ":upload");
    assertThat(store.keys(Buckets.CANDIDATES)).hasSize(1);
  }

  @Test
  void refusesWhatIsNoImageAndStoresNothing() {
    assertThatThrownBy(() -> submit.submit("text".getBytes(UTF_8), "a.png", null))
        .isInstanceOf(UnusableImageException.class);
    assertThat(published).isEmpty();
    assertThat(store.keys(Buckets.CANDIDATES)).isEmpty();
  }

  @Test
  void acceptsAFileUploadedByItsLinkAndDeletesTheStagedObject() throws Exception {
    UploadRequest request = new UploadRequest(HASH, FILE.length, "lake.png", "camera");

    UploadLink link = submit.requestUpload(request);
    store.put(Buckets.CANDIDATES, "uploads/" + HASH, FILE, "application/octet-stream");
    SubmitResult submitted = submit.confirmUpload(request);

    assertThat(link.put().toString()).endsWith("uploads/" + HASH);
    assertThat(link.expiresAt()).isEqualTo(Samples.NOW.plus(Duration.ofMinutes(15)));
    assertThat(link.confirm()).isEqualTo("/api/candidates/uploads/" + HASH);
    assertThat(submitted.image()).isEqualTo(HASH);
    assertThat(store.keys(Buckets.CANDIDATES)).containsExactly(ObjectKeys.image(HASH));
  }

  @Test
  void refusesAnUploadThatDidNotHappenOrHasOtherBytes() {
    UploadRequest request = new UploadRequest(HASH, FILE.length, "lake.png", null);

    assertThatThrownBy(() -> submit.confirmUpload(request))
        .isInstanceOf(MissingObjectException.class);
    store.put(Buckets.CANDIDATES, "uploads/" + HASH, new byte[FILE.length], "image/png");
    assertThatThrownBy(() -> submit.confirmUpload(request))
        .isInstanceOf(CorruptObjectException.class);
    assertThat(published).isEmpty();
  }

  @Test
  void deletesWhatIsNeverConfirmedAfterItsTime() {
    MovableClock clock = new MovableClock();
    StagedUploads uploads = new StagedUploads(store, Duration.ofMinutes(30), clock);
    store.put(Buckets.CANDIDATES, "uploads/" + HASH, FILE, "image/png");
    store.put(Buckets.CANDIDATES, ObjectKeys.image(HASH), FILE, "image/png");

    assertThat(uploads.deleteOld()).isZero();
    clock.pass(Duration.ofMinutes(29));
    assertThat(uploads.deleteOld()).isZero();
    clock.pass(Duration.ofMinutes(2));

    assertThat(uploads.deleteOld()).isOne();
    assertThat(store.keys(Buckets.CANDIDATES)).containsExactly(ObjectKeys.image(HASH));
  }

  @Test
  void aSourceThatNoEventCanHoldIsRefusedBeforeAnythingIsStored() {
    String source = "s".repeat(201);
    UploadRequest request = new UploadRequest(HASH, FILE.length, "lake.png", source);

    assertThatThrownBy(() -> submit.submit(FILE, "lake.png", source))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("source has 201 characters");
    assertThatThrownBy(() -> submit.requestUpload(request))
        .hasMessageStartingWith("source has 201 characters");
    assertThat(store.keys(Buckets.CANDIDATES)).isEmpty();
  }

  @Test
  void refusesToAnnounceWhatIsTooLargeOrHasNoHash() {
    assertThatThrownBy(() -> submit.requestUpload(new UploadRequest(HASH, 20_001, "a", "b")))
        .isInstanceOf(TooLargeException.class)
        .hasMessage("the file has 20001 bytes; at most 20000 are accepted");
    assertThatThrownBy(() -> new UploadRequest("xyz", 1, "a", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sha256");
  }
}
