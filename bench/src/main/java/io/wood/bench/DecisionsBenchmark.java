package io.wood.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.wood.bench.measure.Measurement;
import io.wood.bench.measure.Measurement.Target;
import io.wood.bench.measure.Stopwatch;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.parameter.OodSelection;
import io.wood.contracts.selection.ApprovedOods;
import io.wood.contracts.selection.DecisionFingerprint;
import io.wood.contracts.selection.OodSelector;
import io.wood.store.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures how long a trainer takes from the JSON of all decisions to the selected OoDs: reading,
 * fingerprint, the rule of the decisions, a random subset of each class. Kafka is not part of it.
 */
record DecisionsBenchmark(int decisions) implements Benchmark {
  private static final String HASH = "a".repeat(64);
  private static final int DIGITS = 16;

  @Override
  public String name() {
    return "decisions";
  }

  @Override
  public String description() {
    return "the approved OoDs of %d decisions, one per image, and 1000 of each class"
        .formatted(decisions);
  }

  @Override
  public Stream<Measurement> run(BenchmarkSettings settings) {
    Stopwatch watch = Stopwatch.ofProcess();
    int[] selected = new int[1];
    for (int round = 0; round < settings.rounds(); round++) {
      watch.time(() -> selected[0] = select());
    }
    return Stream.of(
        new Measurement(
            name(),
            description(),
            1,
            settings.rounds(),
            watch.wall(),
            watch.cpu(),
            watch.wall(),
            Target.seconds(30, "wall time"),
            selected[0] + " OoDs"));
  }

  private int select() {
    List<String> classes = List.of("boat", "train", "cow");
    List<byte[]> templates = classes.stream().map(DecisionsBenchmark::template).toList();
    ApprovedOods oods = new ApprovedOods();
    DecisionFingerprint fingerprint = new DecisionFingerprint();
    for (int i = 0; i < decisions; i++) {
      CurationDecided decision =
          Json.read(numbered(templates.get(i % templates.size()), i), CurationDecided.class);
      oods.add(decision);
      fingerprint.add(decision);
    }
    OodSelection perClass =
        new OodSelection(null, 1000, 7L, null, null, null, null, null, null, null);
    return new OodSelector(perClass).select(oods.approved()).size();
  }

  private static byte[] template(String predicted) {
    return Json.canonical(
        new CurationDecided(
            HASH,
            HASH,
            new ArtifactRef(Buckets.CANDIDATES, ObjectKeys.image(HASH), HASH, 54_321, "image/jpeg"),
            Verdict.APPROVED,
            "ada",
            Instant.parse("2026-03-01T12:00:00Z"),
            "",
            List.of(),
            predicted,
            .93,
            "b".repeat(64),
            null,
            1,
            "archive"));
  }

  /** The template with a number in place of the last digits of every hash of the image. */
  private static byte[] numbered(byte[] template, int number) {
    byte[] json = template.clone();
    byte[] digits = "%016x".formatted(number).getBytes(US_ASCII);
    String text = new String(template, US_ASCII);
    for (int at = text.indexOf(HASH); at >= 0; at = text.indexOf(HASH, at + 1)) {
      System.arraycopy(digits, 0, json, at + HASH.length() - DIGITS, DIGITS);
    }
    return json;
  }
}
