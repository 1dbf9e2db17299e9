package io.wood.curation;

import io.wood.contracts.CandidateRanked;
import io.wood.contracts.CurationDecided;
import java.util.List;
import java.util.Map;

/**
 * A piece of the log.
 *
 * @param ranked candidates, in any order
 * @param decided decisions, in any order
 * @param next where to read on
 */
record Batch(
    List<CandidateRanked> ranked, List<CurationDecided> decided, Map<LogPosition, Long> next) {}
