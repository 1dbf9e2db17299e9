package io.wood.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.ArtifactRef;
import io.wood.contracts.Buckets;
import io.wood.contracts.CandidatePublished;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonTest {
  private static final String HASH = "a".repeat(64);
  private static final CandidatePublished EVENT =
      new CandidatePublished(
          HASH,
          new ArtifactRef("candidates", "images/" + HASH, HASH, 5, "image/png"),
          "lake.png",
          "camera",
          Instant.parse("2026-01-02T03:04:05.123456789Z"));

  /** A record with what is easily lost. */
  record Sample(int count, Double share, Map<Integer, Long> offsets, List<String> names) {}

  @Test
  void readsBackWhatItWrote() {
    assertThat(Json.read(Json.canonical(EVENT), CandidatePublished.class)).isEqualTo(EVENT);
  }

  @Test
  void writesPropertiesAndMapEntriesInOrderInstantsAsTextAndNoNulls() {
    Map<Integer, Long> offsets = new LinkedHashMap<>();
    offsets.put(2, 20L);
    offsets.put(1, 10L);

    assertThat(text(new Sample(3, null, offsets, List.of("b", "a"))))
        .isEqualTo("{\"count\":3,\"names\":[\"b\",\"a\"],\"offsets\":{\"1\":10,\"2\":20}}");
    assertThat(text(EVENT)).contains("\"publishedAt\":\"2026-01-02T03:04:05.123456789Z\"");
  }

  @Test
  void ignoresPropertiesOfANewerWriter() {
    assertThat(read("{\"count\":1,\"colour\":\"red\"}").count()).isEqualTo(1);
  }

  @Test
  void aMissingNumberIsAnErrorAndNotZero() {
    assertThatThrownBy(() -> read("{\"share\":0.5}"))
        .isInstanceOf(InvalidJsonException.class)
        .hasMessageContaining("not a Sample")
        .hasMessageContaining("count");
  }

  @Test
  void givesTheRecordsOwnComplaintAndItsPlace() {
    String json = text(EVENT).replaceFirst("\"size\":5", "\"size\":-5");

    assertThatThrownBy(() -> Json.read(json.getBytes(UTF_8), CandidatePublished.class))
        .isInstanceOf(InvalidJsonException.class)
        .hasMessage("not a CandidatePublished: artifact: size must be at least 0, not -5");
  }

  @Test
  void saysWhereTheTextBreaksOff() {
    assertThatThrownBy(() -> read("{\"count\": 1"))
        .hasMessageContaining("line: 1, column: ")
        .hasMessageNotContaining("REDACTED");
  }

  @Test
  void refusesWhatIsNoJsonOrHasATail() {
    for (String json :
        List.of("", "nonsense", "{\"count\":1", "{\"count\":1} more", "null", "[]")) {
      assertThatThrownBy(() -> read(json)).isInstanceOf(InvalidJsonException.class);
    }
  }

  @Test
  void aManifestIsNamedByItsHash() {
    InMemoryArtifactStore store = new InMemoryArtifactStore();

    ArtifactRef ref = Manifests.store(store, Buckets.DATASETS, EVENT);

    assertThat(ref.key()).isEqualTo("manifests/" + ref.sha256() + ".json");
    assertThat(Manifests.load(store, ref, CandidatePublished.class)).isEqualTo(EVENT);
    assertThat(Manifests.store(store, Buckets.DATASETS, EVENT)).isEqualTo(ref);
  }

  private static String text(Object value) {
    return new String(Json.canonical(value), UTF_8);
  }

  private static Sample read(String json) {
    return Json.read(json.getBytes(UTF_8), Sample.class);
  }
}
