package io.wood.ranker.rank;

import java.util.concurrent.Semaphore;

/** Bytes of memory that concurrent work shares. Work that needs more than all of it runs alone. */
public final class ByteBudget {
  /** Shares are counted in KiB, so that a budget of terabytes fits a semaphore. */
  private static final int UNIT = 1024;

  private final int units;
  private final Semaphore free;

  /**
   * A budget in which nothing is taken.
   *
   * @param bytes that all shares together may hold, at least 1 KiB
   */
  public ByteBudget(long bytes) {
    if (bytes < UNIT) {
      throw new IllegalArgumentException("a budget must be at least 1024 bytes, not " + bytes);
    }
    this.units = (int) Math.min(Integer.MAX_VALUE, bytes / UNIT);
    this.free = new Semaphore(units, true);
  }

  /** Waits for a share, in the order of the callers, so that large ones are not starved. */
  public Share take(long bytes) throws InterruptedException {
    int taken = (int) Math.min(units, bytes / UNIT + 1);
    free.acquire(taken);
    return () -> free.release(taken);
  }

  /** Bytes that a caller holds until it closes the share. */
  public interface Share extends AutoCloseable {
    @Override
    void close();
  }
}
