package io.wood.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.event.CandidatePublished;
import io.wood.store.Json.LongList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  private static final ObjectMapper GENERAL =
      new ObjectMapper().registerModule(new JavaTimeModule());

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

  /** The usual shape is read by a shorter way; nothing may come out differently. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-31T08:09:10Z",
        "2026-04-30T23:59:59.1Z",
        "1969-12-31T00:00:00.000000001Z",
        "1900-01-01T00:00:00.123456789Z",
        "2024-02-29T12:00:00.5Z",
        "2026-02-28T24:00:00Z",
        "2026-01-01T08:09:10.Z",
        "2026-01-31T08:09:10.123+02:00",
        "2026-01-31t08:09:10.123z"
      })
  void readsInstantsAsTheGeneralReaderDoes(String text) throws JsonProcessingException {
    String json = "\"" + text + "\"";

    assertThat(Json.read(json.getBytes(UTF_8), Instant.class))
        .isEqualTo(GENERAL.readValue(json, Instant.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-30T08:09:10Z",
        "2026-02-29T08:09:10Z",
        "2026-13-01T08:09:10Z",
        "2026-01-00T08:09:10Z",
        "2026-01-01T08:60:10Z",
        "2026-01-01T08:09:1xZ",
        "2026-01-01T08:09:10.12a4Z",
        "2026-01-01T08:09:10.1234567890Z",
        "2026-01-01T08:09:10",
        "2026-01-01",
        "0001-01-01T00:00:00Z",
        "2200-01-01T00:00:00Z",
        "+12026-01-31T08:09:10.123Z"
      })
  void refusesWhatIsNoInstant(String text) {
    assertThatThrownBy(() -> Json.read(("\"" + text + "\"").getBytes(UTF_8), Instant.class))
        .isInstanceOf(InvalidJsonException.class)
        .hasMessageContaining(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2026-01-31T10:00:00.25+0200\"",
        "\"2026-01-31T10:00:00.25+02:00\"",
        "1769846400250",
        "1769846400.25",
        "1.76984640025E9"
      })
  void readsTimesAsProducersWriteThem(String json) {
    assertThat(Json.read(json.getBytes(UTF_8), Instant.class))
        .isEqualTo(Instant.parse("2026-01-31T08:00:00.25Z"));
  }

  @Test
  void refusesTimesThatAreNoneWithTheRemedy() {
    assertThatThrownBy(() -> time("\"2026-01-31T08:00:00.123456\""))
        .hasMessageContaining("has no time zone; add Z or an offset");
    for (String number :
        List.of(
            "1769846400000000",
            "1769846400000000000",
            "1e300",
            "9e9",
            "1e-100000000",
            "-1e100000000",
            "1.5e-2147483000",
            "1" + "0".repeat(500))) {
      assertThatThrownBy(() -> time(number))
          .as(number)
          .isInstanceOf(InvalidJsonException.class)
          .hasMessageContaining("since 1970");
    }
  }

  private static Instant time(String json) {
    return Json.read(json.getBytes(UTF_8), Instant.class);
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

  /** A record with a list that may be long. */
  record Album(String title, List<Picture> pictures, Map<String, Double> sizes) {}

  /** An element of it. */
  record Picture(String name, double width) {}

  @Test
  void passesOnTheElementsOfALongListWithoutHoldingThem() {
    AtomicInteger written = new AtomicInteger();
    AtomicInteger read = new AtomicInteger();
    int pictures = 50_000;
    String head = "{\"sizes\":{\"a\":\"NaN\"},\"pictures\":[" + text(new Picture("p", 0));
    Iterator<String> parts =
        IntStream.rangeClosed(0, pictures)
            .peek(i -> written.incrementAndGet())
            .mapToObj(
                i ->
                    i == 0
                        ? head
                        : i == pictures
                            ? "],\"title\":\"all\"}"
                            : "," + text(new Picture("p" + i, i)))
            .iterator();

    Album album =
        Json.read(
            new Parts(parts),
            Album.class,
            new LongList<>(
                "pictures",
                Picture.class,
                picture -> {
                  assertThat(picture.width()).isEqualTo(read.getAndIncrement());
                  assertThat(written.get() - read.get()).isLessThan(1000);
                }));

    assertThat(read).hasValue(pictures);
    assertThat(album).isEqualTo(new Album("all", List.of(), Map.of("a", Double.NaN)));
  }

  /** Texts one after another, each made when it is read. */
  private static final class Parts extends InputStream {
    private final Iterator<String> texts;
    private InputStream part = InputStream.nullInputStream();

    Parts(Iterator<String> texts) {
      this.texts = texts;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = part.read(bytes, from, length);
      while (read < 0 && texts.hasNext()) {
        part = new ByteArrayInputStream(texts.next().getBytes(UTF_8));
        read = part.read(bytes, from, length);
      }
      return read;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"pictures\":[{\"name\":\"one\"",
        "{\"pictures\":[{\"name\":\"one\"}]}",
        "{\"title\":{}}",
        "{\"title\":\"all\"",
        "{} more"
      })
  void refusesARecordWithALongListThatIsDamaged(String json) {
    assertThatThrownBy(
            () ->
                Json.read(
                    new ByteArrayInputStream(json.getBytes(UTF_8)),
                    Album.class,
                    new LongList<>("pictures", Picture.class, picture -> {})))
        .isInstanceOf(InvalidJsonException.class)
        .hasMessageContaining("not a Album");
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
