package io.wood.store.lease;

/** The right to work on something, until it expires or is released. Safe for several threads. */
public interface Lease {

  /**
   * Extends the lease by its whole duration; call it at every third of that.
   *
   * @return false when another process has taken it over: stop the work
   */
  boolean renew();

  /** Returns true while no other process can hold it; asks the clock, not the store. */
  boolean isHeld();

  /** Releases it, so that others need not wait for its end. */
  void release();
}
