package io.wood.curation.index;

import io.wood.contracts.api.curation.ReviewStatus;
import java.util.Arrays;

/**
 * Which images look alike, and whether people decided differently about look-alikes. A cluster is
 * named by the slot of its leader; its counts follow every decision.
 */
public final class LookAlikeClusters {
  /** The leader of an image that looks like no other. */
  public static final int NONE = -1;

  private static final int STATUSES = ReviewStatus.values().length;

  private int[] leaders = new int[0];
  private int[] members = new int[0];

  int leader(int slot) {
    return slot < leaders.length ? leaders[slot] : NONE;
  }

  /** Images in the cluster of an image; 0 when it is in none. */
  int size(int slot) {
    int leader = leader(slot);
    int size = 0;
    for (int status = 0; leader != NONE && status < STATUSES; status++) {
      size += members[leader * STATUSES + status];
    }
    return size;
  }

  /** True when some of the image's cluster were approved and others pruned. */
  boolean isMixed(int slot) {
    int leader = leader(slot);
    return leader != NONE
        && members[leader * STATUSES + ReviewStatus.APPROVED.code()] > 0
        && members[leader * STATUSES + ReviewStatus.PRUNED.code()] > 0;
  }

  /** An image that stands so joins a cluster, and leaves the one that it was in. */
  void join(int slot, int leader, int status) {
    grow(Math.max(slot, leader) + 1);
    count(slot, status, -1);
    leaders[slot] = leader;
    count(slot, status, 1);
  }

  /** An image stands differently. */
  void decided(int slot, int before, int after) {
    count(slot, before, -1);
    count(slot, after, 1);
  }

  private void count(int slot, int status, int change) {
    int leader = leader(slot);
    if (leader != NONE) {
      members[leader * STATUSES + status] += change;
    }
  }

  private void grow(int least) {
    int length = leaders.length;
    if (least > length) {
      leaders = Arrays.copyOf(leaders, Math.max(least, length + length / 2));
      Arrays.fill(leaders, length, leaders.length, NONE);
      members = Arrays.copyOf(members, leaders.length * STATUSES);
    }
  }
}
