package io.wood.curation.index;

import io.wood.curation.model.Generation;
import io.wood.curation.model.PageCursor;
import io.wood.curation.model.RankedScore;
import io.wood.curation.model.ShownGeneration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Finds pages of candidates in memory. A search follows the page order; when matches are rare, it
 * scans all slots in memory order instead, which is many times faster. So the worst filter, which
 * matches nothing, costs one pass over a few arrays and not a million rows from a file. The index
 * takes about 120 bytes per candidate, and 8 more for each generation. It is loaded from the tables
 * when the view is opened and updated after each commit.
 */
public final class CandidateIndex {
  /** No slot: the image is unknown. */
  public static final int NO_SLOT = ImageSlots.NONE;

  /** No leader: the image has no look-alikes. */
  public static final int NO_LEADER = LookAlikeClusters.NONE;

  /** No row of the view: rows are numbered from 1. */
  public static final int NO_ROW = 0;

  /** A search follows the page order over 1/100 of the candidates before it scans all of them. */
  private static final int NEAR = 100;

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private CandidateColumns columns = new CandidateColumns();
  private ScoreOrder order = new ScoreOrder();
  private Map<CandidateFacets, Integer> counts = new HashMap<>();
  private GenerationTimes generations = new GenerationTimes();
  private long clears;

  /**
   * The look-alike cluster of an image.
   *
   * @param leader the first image of the cluster, null when the image has no look-alikes
   * @param size images in it
   * @param mixed whether its images are decided differently
   */
  public record Membership(String leader, int size, boolean mixed) {}

  /** The slots of a page, in page order. */
  public List<Integer> page(CandidateFilter filter, Optional<PageCursor> cursor, int limit) {
    return reading(
        () -> {
          SlotFilter slots = new SlotFilter(filter, columns);
          List<Integer> page = new ArrayList<>();
          int position = slots.isPossible() ? start(filter, cursor) : order.size();
          int end = filter.minScore() == null ? order.size() : end(filter.minScore());
          int near = Math.min(end, position + 1 + order.size() / NEAR);
          while (position < near && page.size() < limit) {
            int slot = order.slot(position++);
            if (slots.matches(slot)) {
              page.add(slot);
            }
          }
          if (position < end && page.size() < limit) {
            page.addAll(
                rare(slots, order.slot(position), order.slot(end - 1), limit - page.size()));
          }
          return page;
        });
  }

  /** The first matches between two slots in page order, found by a scan over all slots. */
  private List<Integer> rare(SlotFilter slots, int first, int last, int limit) {
    Comparator<Integer> byPage = columns::compare;
    PriorityQueue<Integer> found = new PriorityQueue<>(byPage.reversed());
    double maxScore = columns.score[first];
    double minScore = columns.score[last];
    for (int slot = 0; slot < columns.images.size(); slot++) {
      if (columns.score[slot] <= maxScore
          && columns.score[slot] >= minScore
          && slots.matches(slot)
          && columns.compare(first, slot) <= 0) {
        found.add(slot);
        if (found.size() > limit) {
          found.remove();
        }
      }
    }
    return found.stream().sorted(byPage).toList();
  }

  private int end(double minScore) {
    return order.first(slot -> columns.score[slot] < minScore);
  }

  private int start(CandidateFilter filter, Optional<PageCursor> cursor) {
    int start = cursor.map(place -> order.first(slot -> columns.isBehind(slot, place))).orElse(0);
    Double maxScore = filter.maxScore();
    return maxScore == null
        ? start
        : Math.max(start, order.first(slot -> columns.score[slot] <= maxScore));
  }

  /** The slot of an image, {@link #NO_SLOT} when it is neither ranked nor decided. */
  public int slot(String image) {
    return reading(() -> columns.images.find(image));
  }

  /** The number of images, and the next free slot. */
  public int slots() {
    return reading(() -> columns.images.size());
  }

  /** The ranking of an image that is shown; empty when there is none. */
  public Optional<RankedScore> ranking(int slot) {
    return reading(
        () ->
            isTaken(slot) && columns.ranked[slot]
                ? Optional.of(columns.ranking(slot))
                : Optional.empty());
  }

  /** When a classifier dismissed an image for the last time; 0 for never. */
  public long dismissedAt(int slot) {
    return reading(() -> isTaken(slot) ? columns.dismissedAt[slot] : 0L);
  }

  /** The generation that is shown. */
  public ShownGeneration shown() {
    return reading(() -> columns.shown);
  }

  /** The generations that have ranked something, newest first. */
  public List<Generation> generations() {
    return reading(() -> generations.newestFirst());
  }

  /** Whether the generation of a ranking has this result of the image already, or a newer one. */
  public boolean isKnown(int slot, RankedScore ranking) {
    return reading(() -> generations.rankedAt(slot, ranking.weights()) >= ranking.rankedAt());
  }

  public boolean isRanked(int slot) {
    return reading(() -> isTaken(slot) && columns.ranked[slot]);
  }

  /** The row of the newest ranking of an image, {@link #NO_ROW} when there is none. */
  public int lastRanking(int slot) {
    return reading(() -> isTaken(slot) ? columns.lastRanking[slot] : NO_ROW);
  }

  /** The row of the last decision on an image, {@link #NO_ROW} when there is none. */
  public int lastDecision(int slot) {
    return reading(() -> isTaken(slot) ? columns.lastDecision[slot] : NO_ROW);
  }

  public Membership membership(int slot) {
    return reading(
        () -> {
          int leader = columns.clusters.leader(slot);
          return new Membership(
              leader == LookAlikeClusters.NONE ? null : columns.images.image(leader),
              columns.clusters.size(slot),
              columns.clusters.isMixed(slot));
        });
  }

  /** The number of candidates per combination of facets. */
  public Map<CandidateFacets, Integer> counts() {
    return reading(() -> Map.copyOf(counts));
  }

  /** The positions in an array of slots, in the order of the images. */
  public int[] orderByImage(int[] slots) {
    return reading(
        () ->
            IntStream.range(0, slots.length)
                .boxed()
                .sorted((one, other) -> columns.images.compare(slots[one], slots[other]))
                .mapToInt(Integer::intValue)
                .toArray());
  }

  /** A number that changes when the index is cleared; slots are then assigned again. */
  public long clears() {
    return reading(() -> clears);
  }

  /** The leader of each slot, {@link #NO_LEADER} for an image without look-alikes. */
  public int[] leaders() {
    return reading(
        () -> IntStream.range(0, columns.images.size()).map(columns.clusters::leader).toArray());
  }

  /** Applies the change of a committed transaction. */
  public void apply(IndexChange change) {
    writing(
        () -> {
          change.images().forEach(columns::add);
          Set<Integer> touched = new HashSet<>(change.rankings().keySet());
          touched.addAll(change.states().keySet());
          touched.addAll(change.dismissals().keySet());
          count(touched, -1);
          change.rankings().forEach(columns::set);
          change.states().forEach(columns::set);
          change.lastRankings().forEach((slot, row) -> columns.lastRanking[slot] = row);
          change.lastDecisions().forEach((slot, row) -> columns.lastDecision[slot] = row);
          change.opinions().forEach(columns::setOpinions);
          change.dismissals().forEach((slot, at) -> columns.dismissedAt[slot] = at);
          change.ranked().forEach(one -> generations.add(one.slot(), one.ranking()));
          count(touched, 1);
          if (!change.rankings().isEmpty()) {
            order.place(change.rankings().keySet(), columns::compare);
          }
          change.leaders().forEach(columns::setCluster);
        });
  }

  /** Removes everything. */
  public void clear() {
    become(new CandidateIndex());
    writing(() -> clears++);
  }

  /** An empty index that shows a generation. */
  public static CandidateIndex showing(ShownGeneration shown) {
    CandidateIndex index = new CandidateIndex();
    index.columns.show(shown);
    return index;
  }

  /** Takes the content of another index, which has the same slots and is not used any more. */
  public void become(CandidateIndex other) {
    writing(
        () -> {
          columns = other.columns;
          order = other.order;
          counts = other.counts;
          generations = other.generations;
        });
  }

  private boolean isTaken(int slot) {
    return slot >= 0 && slot < columns.images.size();
  }

  private void count(Set<Integer> slots, int change) {
    for (int slot : slots) {
      if (columns.isVisible(slot)) {
        counts.merge(columns.facets(slot), change, (one, other) -> zeroIsNull(one + other));
      }
    }
  }

  private static Integer zeroIsNull(int count) {
    return count == 0 ? null : count;
  }

  private <T> T reading(Supplier<T> work) {
    lock.readLock().lock();
    try {
      return work.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  private void writing(Runnable work) {
    lock.writeLock().lock();
    try {
      work.run();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
