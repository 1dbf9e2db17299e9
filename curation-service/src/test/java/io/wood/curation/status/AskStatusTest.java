package io.wood.curation.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.api.curation.CandidateStatus;
import io.wood.contracts.api.curation.CandidateStatus.ModelResult;
import io.wood.contracts.api.curation.CandidateStatus.Publication;
import io.wood.contracts.api.curation.CandidateStatus.State;
import io.wood.contracts.api.curation.ReviewStatus;
import io.wood.contracts.api.repair.DeadLetterSummary;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidateDismissed.Reason;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.Event;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.curation.Samples;
import io.wood.curation.model.Decision;
import io.wood.curation.model.DecisionHistory;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.Manifests;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskStatusTest {
  private static final TopicPartition AT = new TopicPartition("wood.candidates.ranked", 3);

  @TempDir private Path folder;
  private final InMemoryArtifactStore objects = new InMemoryArtifactStore();
  private final Map<String, List<Decision>> decisions = new HashMap<>();
  private final Map<String, String> dead = new HashMap<>();
  private StatusStore store;

  @BeforeEach
  void open() {
    store = StatusStore.open(folder.resolve("status"));
    store.follow("log");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aCandidateGoesFromUnknownToDecided() {
    CandidateRanked ranked = Samples.ranked(1);
    String image = ranked.image();
    assertThat(ask(image).state()).isEqualTo(State.UNKNOWN);

    add(published(ranked.artifact(), "camera"));
    assertThat(ask(image).state()).isEqualTo(State.WAITING);

    add(ranked);
    CandidateStatus scored = ask(image);
    assertThat(scored.state()).isEqualTo(State.RANKED);
    assertThat(scored.review()).isEqualTo(ReviewStatus.OPEN);
    assertThat(scored.explanation()).startsWith("ranked as " + ranked.predictedClass());
    assertThat(scored.results()).extracting(ModelResult::experiment).containsExactly("base");

    decisions.put(
        image,
        List.of(Decision.of(Samples.decided("d1", 1, Verdict.PRUNED, "ann", Samples.NOON, null))));
    CandidateStatus decided = ask(image);
    assertThat(decided.state()).isEqualTo(State.DECIDED);
    assertThat(decided.explanation()).isEqualTo("pruned by ann");
  }

  @Test
  void everySourceIsShownAndTheSameEventAgainChangesNothing() {
    ArtifactRef file = Samples.ranked(2).artifact();
    add(published(file, "camera"));
    add(published(file, "crawler"));
    add(published(file, "camera"));

    assertThat(ask(file.sha256()).publications())
        .extracting(Publication::source)
        .containsExactlyInAnyOrder("camera", "crawler");
  }

  @Test
  void theNewestModelSaysWhatAnImageIsNow() {
    CandidateRanked ranked = Samples.ranked(3);
    add(dismissed(ranked.image(), 60));
    add(ranked);

    CandidateStatus status = ask(ranked.image());
    assertThat(status.state()).isEqualTo(State.DISMISSED);
    assertThat(status.explanation()).isEqualTo("highest probability 0.100 (dog) is below 0.500");
    assertThat(status.review()).isNull();
    assertThat(status.results())
        .extracting(ModelResult::experiment)
        .containsExactly("base-2", "base");
  }

  @Test
  void aDeadLetterIsNamedUntilTheImageIsScored() {
    ArtifactRef file = Samples.ranked(4).artifact();
    add(published(file, "camera"));
    dead.put(file.sha256(), "no object");
    assertThat(ask(file.sha256()).state()).isEqualTo(State.DEAD_LETTER);
    assertThat(ask(file.sha256()).explanation()).isEqualTo("no object");

    add(Samples.ranked(4));
    assertThat(ask(file.sha256()).state()).isEqualTo(State.RANKED);
  }

  @Test
  void anImageThatIsPublishedAgainAfterItsDeadLetterWaits() {
    ArtifactRef file = Samples.ranked(4).artifact();
    dead.put(file.sha256(), "no object");
    store.add(published(file, "camera"), Samples.NOON.minusSeconds(1));
    assertThat(ask(file.sha256()).state()).isEqualTo(State.DEAD_LETTER);

    store.add(published(file, "camera"), Samples.NOON.plusSeconds(1));

    assertThat(ask(file.sha256()).state()).isEqualTo(State.WAITING);
  }

  @Test
  void namesTheExperimentsThatUsedAnImage() {
    ArtifactRef used = Samples.ranked(5).artifact();
    add(trained("wood-1", used));
    add(trained("wood-2", Samples.ranked(6).artifact()));
    add(trained("wood-3", used));

    assertThat(ask(used.sha256()).experiments()).containsExactly("wood-1", "wood-3");
  }

  @Test
  void answersWhileTheStoreIsAwayAndNamesTheExperimentsAfterwards() {
    ArtifactRef used = Samples.ranked(5).artifact();
    add(published(used, "camera"));
    add(trained("wood-1", used));
    AskStatus status = status();
    objects.failNext(1);

    CandidateStatus away = status.of(List.of(used.sha256())).get(0);
    assertThat(away.state()).isEqualTo(State.WAITING);
    assertThat(away.experiments()).isEmpty();

    assertThat(status.of(List.of(used.sha256())).get(0).experiments()).containsExactly("wood-1");
  }

  @Test
  void itGoesOnWhereItWasAndEmptiesWhatBelongsToAnotherLog() {
    CandidateRanked ranked = Samples.ranked(7);
    add(ranked);
    store.advance(AT, 42);
    store.close();

    open();
    assertThat(store.positions()).containsExactly(Map.entry(AT, 42L));
    assertThat(ask(ranked.image()).state()).isEqualTo(State.RANKED);

    store.follow("another log");
    assertThat(store.positions()).isEmpty();
    assertThat(ask(ranked.image()).state()).isEqualTo(State.UNKNOWN);
  }

  private void add(Event event) {
    store.add(event, Samples.NOON);
  }

  private CandidateStatus ask(String image) {
    return status().of(List.of(image)).get(0);
  }

  private AskStatus status() {
    return new AskStatus(
        store,
        images -> new DecisionHistory(decisions),
        filter ->
            dead.entrySet().stream().map(one -> letter(one.getKey(), one.getValue())).toList(),
        objects,
        Clock.systemUTC());
  }

  private static DeadLetterSummary letter(String image, String reason) {
    return new DeadLetterSummary(
        "x.dlq-0@1", "x", "x-0@1", null, image, "", reason, Samples.NOON, 1, false, null, null);
  }

  private static CandidatePublished published(ArtifactRef file, String source) {
    return new CandidatePublished(file.sha256(), file, "x.jpg", source, Samples.NOON);
  }

  private static CandidateDismissed dismissed(String image, int later) {
    return new CandidateDismissed(
        image,
        Reason.BELOW_THRESHOLD,
        "highest probability 0.100 (dog) is below 0.500",
        "x.jpg",
        "camera",
        "dog",
        .1,
        Samples.model("base-2"),
        Samples.NOON.plusSeconds(later));
  }

  private ClassifierTrained trained(String experiment, ArtifactRef ood) {
    ExperimentManifest manifest =
        new ExperimentManifest(
            experiment,
            Samples.hash(1),
            Samples.hash(2),
            new TrainingParameters(
                Arm.WOOD, new NetworkSpec("small", 8), null, null, null, null, 1),
            Map.of(),
            null,
            null,
            List.of(ood),
            "test");
    return new ClassifierTrained(
        experiment,
        Arm.WOOD,
        Samples.model(experiment),
        Manifests.store(objects, Buckets.DATASETS, List.of("dataset")),
        Manifests.store(objects, Buckets.EXPERIMENTS, manifest),
        1,
        Map.of(),
        null,
        Samples.NOON);
  }
}
