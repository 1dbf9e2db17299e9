package io.wood.curation.index;

/** A {@link CandidateFilter} translated to the codes of the columns: it compares numbers only. */
final class SlotFilter {
  private static final int ANY = -1;

  private final CandidateColumns columns;
  private final CandidateFilter filter;
  private final int statuses;
  private final int predictedClass;
  private final int model;
  private final int source;
  private final int reviewer;
  private final int leader;
  private final int without;
  private boolean possible = true;

  SlotFilter(CandidateFilter filter, CandidateColumns columns) {
    this.columns = columns;
    this.filter = filter;
    this.statuses = filter.statuses().stream().mapToInt(status -> 1 << status.code()).sum();
    this.predictedClass = code(columns.classes, filter.predictedClass());
    this.model = code(columns.models, filter.model());
    this.source = code(columns.sources, filter.source());
    this.reviewer = code(columns.reviewers, filter.reviewer());
    this.without =
        filter.without() == null
            ? StringDictionary.UNKNOWN
            : columns.reviewers.find(filter.without());
    this.leader = filter.cluster() == null ? ANY : columns.images.find(filter.cluster());
    this.possible &= filter.cluster() == null || leader != ImageSlots.NONE;
  }

  /** False when no candidate has a name that the filter requires. */
  boolean isPossible() {
    return possible;
  }

  boolean matches(int slot) {
    return (statuses >> columns.status[slot] & 1) != 0
        && (predictedClass == ANY || columns.predictedClass[slot] == predictedClass)
        && (model == ANY || columns.model[slot] == model)
        && (source == ANY || columns.source[slot] == source)
        && (reviewer == ANY || columns.reviewer[slot] == reviewer)
        && columns.isVisible(slot)
        && (leader == ANY || columns.clusters.leader(slot) == leader)
        && (without == StringDictionary.UNKNOWN || !columns.hasOpinion(slot, without))
        && (filter.conflict() == null || columns.conflict[slot] == filter.conflict())
        && (filter.mixed() == null || columns.clusters.isMixed(slot) == filter.mixed());
  }

  private int code(StringDictionary names, String name) {
    if (name == null) {
      return ANY;
    }
    int code = names.find(name);
    possible &= code != StringDictionary.UNKNOWN;
    return code;
  }
}
