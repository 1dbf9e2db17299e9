package io.wood.curation.index;

import io.wood.curation.model.PageCursor;
import io.wood.curation.model.RankOrder;
import io.wood.curation.model.RankedScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Finds pages of candidates in memory. A filter walks along the order of pages; where matches are
 * rare, it looks at all slots as they lie in memory, which is many times faster than in another
 * order. So the worst one, which matches nothing, costs one pass over a few arrays and not a
 * million rows from a file; it takes about 110 bytes a candidate. It holds what the tables hold, is
 * read from them when the view is opened and follows each transaction after its commit.
 */
public final class CandidateIndex {
  /** No row of the view: rows are numbered from 1. */
  public static final int NO_ROW = 0;

  /** It walks along a hundredth of them before it takes matches for rare. */
  private static final int NEAR = 100;

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private CandidateColumns columns = new CandidateColumns();
  private ScoreOrder order = new ScoreOrder();
  private Map<CandidateFacets, Integer> tallies = new HashMap<>();
  private long generation;

  /**
   * The place of an image in its look-alike cluster.
   *
   * @param leader the image that names the cluster, null when there is none
   * @param size images in it
   * @param mixed people decided differently about them
   */
  public record Membership(String leader, int size, boolean mixed) {}

  /** The slots of a page, in its order. */
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

  /** The first ones that match, from one slot to another in the order of pages. */
  private List<Integer> rare(SlotFilter slots, int first, int last, int limit) {
    Comparator<Integer> byPage = columns::compare;
    PriorityQueue<Integer> found = new PriorityQueue<>(byPage.reversed());
    double most = columns.score[first];
    double least = columns.score[last];
    for (int slot = 0; slot < columns.images.size(); slot++) {
      if (columns.score[slot] <= most
          && columns.score[slot] >= least
          && slots.matches(slot)
          && columns.ranked[slot]
          && columns.compare(first, slot) <= 0) {
        found.add(slot);
        if (found.size() > limit) {
          found.remove();
        }
      }
    }
    return found.stream().sorted(byPage).toList();
  }

  private int end(double least) {
    return order.first(slot -> columns.score[slot] < least);
  }

  private int start(CandidateFilter filter, Optional<PageCursor> cursor) {
    int start = cursor.map(place -> order.first(slot -> columns.isBehind(slot, place))).orElse(0);
    Double most = filter.maxScore();
    return most == null ? start : Math.max(start, order.first(slot -> columns.score[slot] <= most));
  }

  /** The slot of an image that was ranked or decided, {@link ImageSlots#NONE} of another. */
  public int slot(String image) {
    return reading(() -> columns.images.find(image));
  }

  /** The number of slots that are taken. */
  public int slots() {
    return reading(() -> columns.images.size());
  }

  /** True when the ranking replaces what is known of the slot. */
  public boolean isNewer(int slot, RankedScore ranking) {
    return reading(
        () ->
            !isTaken(slot)
                || !columns.ranked[slot]
                || RankOrder.isNewer(
                    ranking.rankedAt(),
                    ranking.weights(),
                    columns.rankedAt[slot],
                    columns.weights.name(columns.weight[slot])));
  }

  public boolean isRanked(int slot) {
    return reading(() -> isTaken(slot) && columns.ranked[slot]);
  }

  /** The row of the ranking of an image that counts, {@link #NO_ROW} without one. */
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

  /** How many candidates there are of each kind. */
  public Map<CandidateFacets, Integer> tallies() {
    return reading(() -> Map.copyOf(tallies));
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

  /** Another number after everything was forgotten: slots mean other images then. */
  public long generation() {
    return reading(() -> generation);
  }

  /** Leaders by slot, {@link LookAlikeClusters#NONE} for images in no cluster. */
  public int[] leaders() {
    return reading(
        () -> IntStream.range(0, columns.images.size()).map(columns.clusters::leader).toArray());
  }

  /** Follows what was committed. */
  public void apply(IndexChange change) {
    writing(
        () -> {
          change.images().forEach(columns::add);
          List<Integer> touched = new ArrayList<>(change.rankings().keySet());
          change.standings().keySet().stream()
              .filter(slot -> !change.rankings().containsKey(slot))
              .forEach(touched::add);
          tally(touched, -1);
          change.rankings().forEach(columns::set);
          change.standings().forEach(columns::set);
          change.lastRankings().forEach((slot, row) -> columns.lastRanking[slot] = row);
          change.lastDecisions().forEach((slot, row) -> columns.lastDecision[slot] = row);
          change.opinions().forEach(columns::setOpinions);
          tally(touched, 1);
          if (!change.rankings().isEmpty()) {
            order.place(change.rankings().keySet(), columns::compare);
          }
          change.leaders().forEach(columns::setCluster);
        });
  }

  /** Forgets everything. */
  public void clear() {
    writing(
        () -> {
          generation++;
          columns = new CandidateColumns();
          order = new ScoreOrder();
          tallies = new HashMap<>();
        });
  }

  private boolean isTaken(int slot) {
    return slot >= 0 && slot < columns.images.size();
  }

  private void tally(List<Integer> slots, int change) {
    for (int slot : slots) {
      if (columns.ranked[slot]) {
        tallies.merge(columns.facets(slot), change, (one, other) -> zeroIsNull(one + other));
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
