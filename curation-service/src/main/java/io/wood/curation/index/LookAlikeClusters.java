package io.wood.curation.index;

import io.wood.contracts.api.curation.ReviewStatus;
import java.util.Arrays;

/**
 * The look-alike clusters, with the number of members per review status. The slot of its leader
 * identifies a cluster; every decision updates the counts.
 */
final class LookAlikeClusters {
  /** No leader: the image has no look-alikes. */
  static final int NONE = -1;

  private static final int STATUSES = ReviewStatus.values().length;

  private int[] leaders = new int[0];
  private int[] members = new int[0];

  int leader(int slot) {
    return slot < leaders.length ? leaders[slot] : NONE;
  }

  /** The number of images in the cluster of an image; 0 when it is in none. */
  int size(int slot) {
    int leader = leader(slot);
    int size = 0;
    for (int status = 0; leader != NONE && status < STATUSES; status++) {
      size += members[leader * STATUSES + status];
    }
    return size;
  }

  /** True when the cluster of an image has both approved and pruned images. */
  boolean isMixed(int slot) {
    int leader = leader(slot);
    return leader != NONE
        && members[leader * STATUSES + ReviewStatus.APPROVED.code()] > 0
        && members[leader * STATUSES + ReviewStatus.PRUNED.code()] > 0;
  }

  /** Moves an image with this status to another cluster. */
  void join(int slot, int leader, int status) {
    grow(Math.max(slot, leader) + 1);
    count(slot, status, -1);
    leaders[slot] = leader;
    count(slot, status, 1);
  }

  /** Updates the counts after the status of an image has changed. */
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

  private void grow(int minLength) {
    int length = leaders.length;
    if (minLength > length) {
      leaders = Arrays.copyOf(leaders, Math.max(minLength, length + length / 2));
      Arrays.fill(leaders, length, leaders.length, NONE);
      members = Arrays.copyOf(members, leaders.length * STATUSES);
    }
  }
}
