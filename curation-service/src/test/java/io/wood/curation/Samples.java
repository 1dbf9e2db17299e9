package io.wood.curation;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidateDismissed.Reason;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.curation.view.LogBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Events for tests. */
public final class Samples {
  static final List<String> CLASSES = List.of("bird", "boat", "cow", "dog", "train");
  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static final List<Verdict> VERDICTS = List.of(Verdict.values());

  private Samples() {}

  public static String hash(long number) {
    Random random = new Random(number * 7919 + 13);
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < 64; i++) {
      digits.append(Character.forDigit(random.nextInt(16), 16));
    }
    return digits.toString();
  }

  public static Verdict verdict(Random random) {
    return VERDICTS.get(random.nextInt(VERDICTS.size()));
  }

  static ArtifactRef artifact(String hash) {
    return new ArtifactRef("candidates", "images/" + hash, hash, 12345, "image/jpeg");
  }

  private static ArtifactRef overlay(String hash) {
    return new ArtifactRef("candidates", "overlays/" + hash, hash, 12345, "image/jpeg");
  }

  public static ModelRef model(String experiment) {
    String hash = hash(experiment.hashCode());
    ArtifactRef weights =
        new ArtifactRef("models", "weights/" + hash, hash, 12345, "application/octet-stream");
    return new ModelRef(experiment, new NetworkSpec("small", 8), CLASSES, weights);
  }

  public static CandidateRanked ranked(int number, double score, String model, Instant at) {
    String image = hash(number);
    Map<String, Double> scores = new LinkedHashMap<>();
    String predicted = CLASSES.get(number % CLASSES.size());
    CLASSES.forEach(name -> scores.put(name, name.equals(predicted) ? score : score / 10));
    List<Float> embedding = new ArrayList<>();
    Random random = new Random(number);
    for (int i = 0; i < 16; i++) {
      embedding.add((float) random.nextGaussian());
    }
    return new CandidateRanked(
        image,
        artifact(image),
        "candidate-" + number + ".jpg",
        number % 3 == 0 ? "camera" : "crawler",
        320,
        240,
        predicted,
        score,
        scores,
        model(model),
        overlay(hash(number + 1_000_000_000L)),
        embedding,
        at);
  }

  /** An image that a classifier finds no class in. */
  public static CandidateDismissed dismissed(int number, String model, Instant at) {
    return new CandidateDismissed(
        hash(number),
        Reason.BELOW_THRESHOLD,
        "low",
        "x.jpg",
        "camera",
        "train",
        .1,
        model(model),
        at);
  }

  public static CandidateRanked ranked(int number) {
    return ranked(
        number, .5 + Math.floorMod(number * 37L, 5000) / 10000.0, "base", NOON.plusSeconds(number));
  }

  /** A batch of rankings and decisions. */
  public static LogBatch batch(List<CandidateRanked> ranked, List<CurationDecided> decided) {
    return new LogBatch(ranked, decided, List.of(), List.of(), Map.of(), Map.of());
  }

  public static CurationDecided decided(
      String id, int image, Verdict verdict, String reviewer, Instant at, String replaces) {
    return decided(id, image, verdict, reviewer, at, replaces, 1);
  }

  public static CurationDecided decided(
      String id,
      int image,
      Verdict verdict,
      String reviewer,
      Instant at,
      String replaces,
      int quorum) {
    return new CurationDecided(
        id,
        hash(image),
        artifact(hash(image)),
        verdict,
        reviewer,
        at,
        "",
        List.of(),
        CLASSES.get(image % CLASSES.size()),
        .9,
        hash(-1),
        replaces,
        quorum);
  }
}
