package io.wood.contracts.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.parameter.OodSelection;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OodSelectorTest {
  private static final List<ApprovedOod> APPROVED =
      List.of(
          ood("a", "boat", .9, "1", "archive", "ada"),
          ood("b", "boat", .8, "1", "archive", "ada", "bob"),
          ood("c", "boat", .7, "2", "camera", "bob"),
          ood("d", "train", .6, "2", "camera", "bob", "cat"),
          ood("e", "train", .95, "1", "archive", "cat"));

  @Test
  void takesAllWithoutARule() {
    assertThat(new OodSelector(null).select(APPROVED)).hasSize(5);
    assertThat(selected(OodSelection.ALL)).isEqualTo("abcde");
  }

  @Test
  void takesTheFirstByScore() {
    assertThat(selected(limits(2, null, null))).isEqualTo("ae");
    assertThat(selected(limits(99, null, null))).isEqualTo("abcde");
  }

  @Test
  void takesAtMostSoManyOfEachClassByScore() {
    assertThat(selected(limits(null, 1, null))).isEqualTo("ae");
    assertThat(selected(limits(null, 2, null))).isEqualTo("abde");
    assertThat(selected(limits(3, 2, null))).isEqualTo("abe");
  }

  @Test
  void drawsARandomSubsetThatGrowsWithItsSize() {
    String two = selected(limits(2, null, 7L));
    String three = selected(limits(3, null, 7L));

    assertThat(selected(limits(2, null, 7L))).as("the same seed").isEqualTo(two);
    assertThat(three).contains(two.substring(0, 1), two.substring(1));
    assertThat(List.of(1L, 2L, 3L, 4L, 5L, 6L))
        .as("another seed draws others")
        .anySatisfy(seed -> assertThat(selected(limits(2, null, seed))).isNotEqualTo(two));
  }

  @Test
  void drawsAnImageOrNotWhateverElseIsApproved() {
    List<ApprovedOod> fewer = APPROVED.subList(0, 4);

    for (long seed = 0; seed < 20; seed++) {
      String drawn = selected(limits(2, null, seed), APPROVED).replace("e", "");
      assertThat(selected(limits(2, null, seed), fewer)).contains(drawn.split(""));
    }
  }

  @Test
  void takesTheClassesPeopleSourcesAndModelsThatAreNamed() {
    assertThat(selected(rules(List.of("train"), null, null, null, null, null))).isEqualTo("de");
    assertThat(selected(rules(null, List.of("bob"), null, null, null, null))).isEqualTo("bcd");
    assertThat(selected(rules(null, null, 2, null, null, null))).isEqualTo("bd");
    assertThat(selected(rules(null, null, null, List.of("camera"), null, null))).isEqualTo("cd");
    assertThat(selected(rules(null, null, null, null, List.of("camera"), null))).isEqualTo("abe");
    assertThat(selected(rules(null, null, null, null, null, List.of("22222222")))).isEqualTo("cd");
  }

  @Test
  void takesTheImagesOfAList() {
    assertThat(selected(images(hash("d"), hash("a")))).isEqualTo("ad");
  }

  @Test
  void refusesNamesThatNoApprovedOodHas() {
    assertRefused(
        rules(List.of("trian"), null, null, null, null, null), "'trian'", "[boat, train]");
    assertRefused(rules(null, List.of("dan"), null, null, null, null), "'dan'", "[ada, bob, cat]");
    assertRefused(
        rules(null, null, null, List.of("web"), null, null), "'web'", "[archive, camera]");
    assertRefused(
        rules(null, null, null, null, List.of("web"), null), "'web'", "[archive, camera]");
    assertRefused(rules(null, null, null, null, null, List.of("33333333")), "'33333333'");
    assertRefused(images(hash("a"), hash("f")), "1 of 2 images are not approved", hash("f"));
  }

  @Test
  void refusesASelectionThatLeavesNothing() {
    assertRefused(
        new OodSelection(
            null, null, null, List.of("train"), List.of("ada"), null, null, null, null, null),
        "leaves none of 5 approved OoDs");
    assertRefused(rules(null, null, 3, null, null, null), "leaves none of 5 approved OoDs");
  }

  @Test
  void refusesToSelectBySourceWhereDecisionsDoNotNameIt() {
    List<ApprovedOod> older = List.of(ood("a", "boat", .9, "1", "", "ada"), APPROVED.get(1));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new OodSelector(rules(null, null, null, null, List.of("archive"), null))
                    .select(older))
        .withMessageContaining("1 of 2 approved OoDs do not name the source");
  }

  @Test
  void refusesRulesThatMeanNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limits(0, null, null))
        .withMessage("selection.first must be at least 1, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limits(null, null, 7L))
        .withMessageContaining("give selection.first or selection.perClass too");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rules(null, null, null, null, null, List.of("xyz")))
        .withMessageContaining("selection.models must be at least 8", "'xyz'");
  }

  @Test
  void identifiesTheDecisionsOfALogInAnyOrderOfItsPartitions() {
    CurationDecided decided = decided("d1");
    CurationDecided other = decided("d2");

    assertThat(fingerprint(decided, other)).isEqualTo(fingerprint(other, decided));
    assertThat(fingerprint(decided, other)).isNotEqualTo(fingerprint(decided));
    assertThat(fingerprint(decided)).isNotEqualTo(fingerprint(other));
    assertThat(fingerprint()).isEqualTo("0".repeat(64));
  }

  private static String fingerprint(CurationDecided... decisions) {
    DecisionFingerprint fingerprint = new DecisionFingerprint();
    List.of(decisions).forEach(fingerprint::add);
    return fingerprint.value();
  }

  private static CurationDecided decided(String id) {
    return new CurationDecided(
        id,
        hash("a"),
        APPROVED.get(0).artifact(),
        CurationDecided.Verdict.APPROVED,
        "ada",
        Instant.parse("2026-03-01T12:00:00Z"),
        "",
        List.of(),
        "boat",
        .9,
        hash("1"),
        null,
        1);
  }

  private static void assertRefused(OodSelection selection, String... texts) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OodSelector(selection).select(APPROVED))
        .satisfies(refused -> assertThat(refused.getMessage()).contains(texts));
  }

  private static OodSelection limits(Integer first, Integer perClass, Long random) {
    return new OodSelection(first, perClass, random, null, null, null, null, null, null, null);
  }

  private static OodSelection rules(
      List<String> classes,
      List<String> approvedBy,
      Integer opinions,
      List<String> sources,
      List<String> notSources,
      List<String> models) {
    return new OodSelection(
        null, null, null, classes, approvedBy, opinions, sources, notSources, models, null);
  }

  private static OodSelection images(String... images) {
    return new OodSelection(null, null, null, null, null, null, null, null, null, List.of(images));
  }

  private static String selected(OodSelection selection) {
    return selected(selection, APPROVED);
  }

  /** The first digits of the selected hashes. */
  private static String selected(OodSelection selection, List<ApprovedOod> approved) {
    StringBuilder digits = new StringBuilder();
    new OodSelector(selection).select(approved).forEach(ood -> digits.append(ood.sha256(), 0, 1));
    return digits.toString();
  }

  private static ApprovedOod ood(
      String digit, String name, double score, String model, String source, String... people) {
    return new ApprovedOod(
        new ArtifactRef(Buckets.CANDIDATES, "images/" + digit, hash(digit), 1, "image/jpeg"),
        name,
        score,
        hash(model),
        source,
        Stream.of(people)
            .map(person -> new Approval("d-" + person, person, Instant.EPOCH))
            .toList());
  }

  private static String hash(String digit) {
    return digit.repeat(64);
  }
}
