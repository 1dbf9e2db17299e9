package io.wood.curation.index;

import io.wood.contracts.api.curation.ReviewStatus;
import io.wood.curation.model.PageCursor;
import io.wood.curation.model.RankedScore;
import io.wood.curation.model.ReviewState;
import io.wood.curation.model.ShownGeneration;
import java.util.Arrays;
import java.util.Set;

/**
 * The columns that candidates are filtered and ordered by: one array per column, one element per
 * slot. An image that was decided before it was ranked has a slot too.
 */
final class CandidateColumns {
  final ImageSlots images = new ImageSlots();
  final StringDictionary classes = new StringDictionary();
  final StringDictionary models = new StringDictionary();
  final StringDictionary sources = new StringDictionary();
  final StringDictionary weights = new StringDictionary();
  final StringDictionary reviewers = new StringDictionary();
  final LookAlikeClusters clusters = new LookAlikeClusters();

  double[] score = new double[0];
  long[] rankedAt = new long[0];
  int[] predictedClass = new int[0];
  int[] model = new int[0];
  int[] source = new int[0];
  int[] weight = new int[0];
  int[] reviewer = new int[0];
  byte[] status = new byte[0];
  int[][] opinions = new int[0][];
  boolean[] conflict = new boolean[0];
  boolean[] ranked = new boolean[0];

  /** When a classifier dismissed the image for the last time; 0 for never. */
  long[] dismissedAt = new long[0];

  ShownGeneration shown = ShownGeneration.NEWEST;
  private int shownWeight = StringDictionary.UNKNOWN;
  int[] lastRanking = new int[0];
  int[] lastDecision = new int[0];

  void show(ShownGeneration generation) {
    shown = generation;
    shownWeight = weights.code(generation.weights());
  }

  int add(String image) {
    int slot = images.add(image);
    if (slot >= score.length) {
      grow(Math.max(1024, slot + slot / 2));
    }
    return slot;
  }

  void set(int slot, RankedScore ranking) {
    score[slot] = ranking.score();
    rankedAt[slot] = ranking.rankedAt();
    predictedClass[slot] = classes.code(ranking.predictedClass());
    model[slot] = models.code(ranking.model());
    source[slot] = sources.code(ranking.source());
    weight[slot] = weights.code(ranking.weights());
    ranked[slot] = true;
  }

  void set(int slot, ReviewState state) {
    clusters.decided(slot, status[slot], state.status().code());
    status[slot] = (byte) state.status().code();
    conflict[slot] = state.conflict();
    reviewer[slot] = reviewers.code(state.reviewer());
  }

  void setOpinions(int slot, Set<String> people) {
    opinions[slot] = people.isEmpty() ? null : people.stream().mapToInt(reviewers::code).toArray();
  }

  boolean hasOpinion(int slot, int person) {
    return opinions[slot] != null && Arrays.stream(opinions[slot]).anyMatch(one -> one == person);
  }

  void setCluster(int slot, int leader) {
    clusters.join(slot, leader, status[slot]);
  }

  /**
   * True when the image is ranked in the shown generation or, without a choice, not dismissed after
   * its newest ranking; a decided image stays visible.
   */
  boolean isVisible(int slot) {
    return ranked[slot] && (isDecided(slot) || isInGeneration(slot));
  }

  private boolean isDecided(int slot) {
    return status[slot] == ReviewStatus.APPROVED.code()
        || status[slot] == ReviewStatus.PRUNED.code();
  }

  private boolean isInGeneration(int slot) {
    return shownWeight == StringDictionary.UNKNOWN
        ? dismissedAt[slot] <= rankedAt[slot]
        : weight[slot] == shownWeight;
  }

  /** The shown ranking of a ranked slot. */
  RankedScore ranking(int slot) {
    return new RankedScore(
        score[slot],
        classes.name(predictedClass[slot]),
        models.name(model[slot]),
        sources.name(source[slot]),
        rankedAt[slot],
        weights.name(weight[slot]));
  }

  CandidateFacets facets(int slot) {
    return new CandidateFacets(
        classes.name(predictedClass[slot]),
        models.name(model[slot]),
        sources.name(source[slot]),
        ReviewStatus.of(status[slot]),
        conflict[slot]);
  }

  /** Page order: highest score first, then by image hash. */
  int compare(int one, int other) {
    int order = Double.compare(score[other], score[one]);
    return order != 0 ? order : images.compare(one, other);
  }

  /** True when a slot comes after the cursor in page order. */
  boolean isBehind(int slot, PageCursor cursor) {
    int order = Double.compare(cursor.score(), score[slot]);
    return order > 0 || (order == 0 && images.compare(slot, cursor.image()) > 0);
  }

  private void grow(int length) {
    int before = score.length;
    score = Arrays.copyOf(score, length);
    rankedAt = Arrays.copyOf(rankedAt, length);
    predictedClass = Arrays.copyOf(predictedClass, length);
    model = Arrays.copyOf(model, length);
    source = Arrays.copyOf(source, length);
    weight = Arrays.copyOf(weight, length);
    reviewer = Arrays.copyOf(reviewer, length);
    Arrays.fill(reviewer, before, length, StringDictionary.UNKNOWN);
    status = Arrays.copyOf(status, length);
    opinions = Arrays.copyOf(opinions, length);
    conflict = Arrays.copyOf(conflict, length);
    ranked = Arrays.copyOf(ranked, length);
    dismissedAt = Arrays.copyOf(dismissedAt, length);
    lastRanking = Arrays.copyOf(lastRanking, length);
    lastDecision = Arrays.copyOf(lastDecision, length);
  }
}
