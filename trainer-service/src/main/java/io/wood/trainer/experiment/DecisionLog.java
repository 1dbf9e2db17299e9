package io.wood.trainer.experiment;

import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.selection.ApprovedOod;
import io.wood.contracts.selection.ApprovedOods;
import io.wood.contracts.selection.DecisionFingerprint;
import io.wood.log.InvalidCutException;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Reads which hard OoDs the decisions below some offsets approve. The last result is kept: a run
 * freezes what its order has just read, and the orders of a sweep mostly name the same offsets.
 */
public final class DecisionLog {
  private final EventLog log;
  private final Supplier<Map<Integer, Long>> ends;

  /** Soft, because a log may approve a million images. */
  private SoftReference<Decisions> last = new SoftReference<>(null);

  /**
   * The decisions below some offsets.
   *
   * @param offsets per partition, the first offset that was not read
   * @param fingerprint identifies these decisions, see {@link DecisionFingerprint}
   * @param approved the approved OoDs in the order of their hashes
   */
  public record Decisions(
      Map<Integer, Long> offsets, String fingerprint, List<ApprovedOod> approved) {
    public Decisions {
      offsets = Map.copyOf(offsets);
      approved = List.copyOf(approved);
    }
  }

  /**
   * Reads from a log.
   *
   * @param ends returns, per partition of the decision topic, the offset after its last record
   */
  public DecisionLog(EventLog log, Supplier<Map<Integer, Long>> ends) {
    this.log = Objects.requireNonNull(log, "log");
    this.ends = Objects.requireNonNull(ends, "ends");
  }

  /**
   * Returns the decisions below these offsets.
   *
   * @param upTo empty for the present ends of the log
   * @throws UnrunnableException when the log does not have these offsets
   */
  synchronized Decisions at(Map<Integer, Long> upTo) {
    Map<Integer, Long> cut = upTo.isEmpty() ? ends.get() : upTo;
    Decisions known = last.get();
    if (known != null && known.offsets().equals(cut)) {
      return known;
    }
    Decisions read = read(cut);
    last = new SoftReference<>(read);
    return read;
  }

  private Decisions read(Map<Integer, Long> cut) {
    ApprovedOods oods = new ApprovedOods();
    DecisionFingerprint fingerprint = new DecisionFingerprint();
    try {
      Map<Integer, Long> offsets =
          log.read(
              CurationDecided.class,
              cut,
              decision -> {
                oods.add(decision);
                fingerprint.add(decision);
              });
      return new Decisions(offsets, fingerprint.value(), oods.approved());
    } catch (InvalidCutException e) {
      throw new UnrunnableException("decisionsUpTo: " + e.problem(), e.remedy());
    }
  }
}
