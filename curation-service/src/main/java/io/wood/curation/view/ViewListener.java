package io.wood.curation.view;

/** Receives the changes of the view. */
public interface ViewListener {
  /** Called after a batch was committed. */
  void changed(ViewChange change);

  /** Called once, when the view contains all records that the log had at the start. */
  void caughtUp();
}
