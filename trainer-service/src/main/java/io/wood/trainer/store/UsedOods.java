package io.wood.trainer.store;

import java.util.List;

/** Where the OoDs of a run come from. Stored once, so that nobody reads the log to know it. */
public record UsedOods(List<UsedOod> oods) {
  public UsedOods {
    oods = List.copyOf(oods);
  }
}
