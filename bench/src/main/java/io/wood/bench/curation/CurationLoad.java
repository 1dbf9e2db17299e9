package io.wood.bench.curation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.cli.client.EventSender;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.Event;
import io.wood.contracts.parameter.Architecture;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.store.Hashes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Writes a log like that of a large project: twenty classes, few of them common; two models, the
 * second of which ranked a tenth of the images again after the first; five sources; eight people,
 * who decided in another order than the ranking; a tenth of the images nearly equal to another one;
 * two different opinions on a twentieth of the decided images.
 */
final class CurationLoad {
  static final List<String> CLASSES = IntStream.range(0, 20).mapToObj(i -> "class-" + i).toList();
  static final List<String> SOURCES =
      List.of("archive", "camera", "crawler", "partner", "volunteers");
  static final List<String> REVIEWERS =
      List.of("Ann", "Bob", "Cora", "Dan", "Eve", "Finn", "Gus", "Hana");
  static final List<String> MODELS = List.of("base", "wood");

  private static final Instant START = Instant.parse("2026-01-01T08:00:00Z");
  private static final int DIMENSIONS = 16;
  private static final int MAX_PENDING = 10_000;

  /** A prime above any number of candidates: steps of this size reach each candidate once. */
  private static final long STEP = 2_147_483_647L;

  private final int candidates;
  private final double decided;
  private final Deque<Future<RecordMetadata>> sent = new ArrayDeque<>();
  private int rankings;
  private int decisions;

  CurationLoad(int candidates, double decided) {
    this.candidates = candidates;
    this.decided = decided;
  }

  int candidates() {
    return candidates;
  }

  int rankings() {
    return rankings;
  }

  int decisions() {
    return decisions;
  }

  void send(EventSender sender) {
    for (int i = 0; i < candidates; i++) {
      rankings += send(sender, ranked(i, MODELS.get(0)));
    }
    for (int i = 0; i < candidates; i += 10) {
      rankings += send(sender, ranked(i, MODELS.get(1)));
    }
    for (int i = 0; i < decided * candidates; i++) {
      decide(sender, (int) (i * STEP % candidates));
    }
    while (!sent.isEmpty()) {
      EventSender.await(sent.remove());
    }
  }

  private void decide(EventSender sender, int number) {
    Random random = random(-1 - number);
    CandidateRanked seen = ranked(number, MODELS.get(0));
    int person = skewed(random, REVIEWERS.size());
    decisions += send(sender, decision(number, seen, person, Verdict.APPROVED, random));
    if (random.nextInt(20) == 0) {
      int another = (person + 1) % REVIEWERS.size();
      decisions += send(sender, decision(number, seen, another, Verdict.PRUNED, random));
    }
  }

  private int send(EventSender sender, Event event) {
    sent.add(sender.send(event));
    if (sent.size() > MAX_PENDING) {
      EventSender.await(sent.remove());
    }
    return 1;
  }

  private static CandidateRanked ranked(int number, String model) {
    Random random = random(MODELS.size() * (long) number + MODELS.indexOf(model));
    String image = hash("image " + number);
    String predicted = CLASSES.get(skewed(random, CLASSES.size()));
    double score = .5 + .5 * Math.sqrt(random.nextDouble());
    Map<String, Double> scores = new LinkedHashMap<>();
    CLASSES.forEach(
        name ->
            scores.put(name, name.equals(predicted) ? score : (1 - score) * random.nextDouble()));
    // Every tenth image is nearly equal to the one before it.
    Random scene = random(number % 10 == 9 ? number - 1 : number);
    List<Float> embedding = new ArrayList<>();
    for (int i = 0; i < DIMENSIONS; i++) {
      embedding.add((float) (scene.nextGaussian() + .01 * random.nextGaussian()));
    }
    return new CandidateRanked(
        image,
        artifact("candidates", "images/", image),
        "IMG_%07d.jpg".formatted(number),
        SOURCES.get(skewed(random, SOURCES.size())),
        500,
        375,
        predicted,
        score,
        scores,
        new ModelRef(
            model,
            new NetworkSpec(Architecture.MOBILENET_V2, 16),
            CLASSES,
            artifact("models", "weights/", hash(model))),
        artifact("candidates", "overlays/", hash("overlay " + number + model)),
        embedding,
        START.plusMillis(number * 10L).plusSeconds(model.equals("base") ? 0 : 1_000_000));
  }

  private static CurationDecided decision(
      int number, CandidateRanked seen, int person, Verdict usual, Random random) {
    Verdict verdict = number % 3 == 0 ? Verdict.PRUNED : usual;
    return new CurationDecided(
        new UUID(random.nextLong(), random.nextLong()).toString(),
        seen.image(),
        seen.artifact(),
        verdict,
        REVIEWERS.get(person),
        START.plusSeconds(2_000_000 + number).plusMillis(person),
        "",
        List.of(),
        seen.predictedClass(),
        seen.score(),
        seen.model().weights().sha256(),
        null,
        1);
  }

  /** Scrambles the seed: sequences of neighbouring seeds start nearly alike. */
  private static Random random(long seed) {
    return new Random(seed * 0x9E3779B97F4A7C15L);
  }

  /** A random number below the bound; small ones are more frequent. */
  private static int skewed(Random random, int bound) {
    return (int) (bound * random.nextDouble() * random.nextDouble());
  }

  private static ArtifactRef artifact(String bucket, String folder, String hash) {
    return new ArtifactRef(bucket, folder + hash, hash, 54_321, "image/jpeg");
  }

  private static String hash(String text) {
    return Hashes.sha256(text.getBytes(UTF_8));
  }
}
