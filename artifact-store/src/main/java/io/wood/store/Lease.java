package io.wood.store;

/** The right to work on something, until it expires or is released. Safe for several threads. */
public interface Lease {

  /**
   * Prolongs the lease by its whole duration; call it every third of that.
   *
   * @return false when somebody else has taken it over: stop the work
   */
  boolean renew();

  /** True while nobody else can hold it; asks the clock, not the store. */
  boolean isHeld();

  /** Gives it back, so that others need not wait for its end. */
  void release();
}
