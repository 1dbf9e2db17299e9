package io.wood.trainer.store;

import java.util.List;

/**
 * How many OoDs a run uses, and the first of them.
 *
 * @param count number of OoDs
 * @param digits how many digits of its SHA-256 name the page of an OoD; 0 when all are on one
 * @param first at most 40 of them, in the order of their hashes
 */
public record OodSummary(int count, int digits, List<UsedOod> first) {
  /** How many OoDs a summary lists. */
  private static final int FIRST = 40;

  private static final int BASE = 16;

  /** More OoDs than this are divided into pages. */
  private static final int PAGE = 1000;

  private static final int MAX_DIGITS = 2;

  public OodSummary {
    first = List.copyOf(first);
  }

  static OodSummary of(UsedOods all) {
    int count = all.oods().size();
    int digits = 0;
    for (long pages = 1; digits < MAX_DIGITS && count > pages * PAGE; pages *= BASE) {
      digits++;
    }
    return new OodSummary(count, digits, all.oods().subList(0, Math.min(FIRST, count)));
  }

  /** The beginning of a hash that names its page. */
  String page(String image) {
    return image.substring(0, digits);
  }
}
