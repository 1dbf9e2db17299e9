package io.wood.contracts.event;

import io.wood.contracts.event.CurationDecided.Verdict;
import java.time.Instant;

/**
 * The part of a decision that {@link CurationStanding} needs; {@link CurationDecided} has all of
 * it.
 */
public interface ReviewerOpinion {

  /** Id of the decision, unique. */
  String id();

  /** What was decided. */
  Verdict verdict();

  /** Who decided. */
  String reviewer();

  /** When. */
  Instant decidedAt();

  /** Id of the decision that this one replaces, null for a first one. */
  String replaces();

  /** How many people must agree, by the rule under which it was made; at least 1. */
  int quorum();
}
