package io.wood.curation.view;

/** Hears of the view. */
public interface ViewListener {
  /** A batch is in the view. */
  void changed(ViewChange change);

  /** The view holds all that stood in the log when the service started; said once. */
  void caughtUp();
}
