package io.wood.curation.view;

import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.CurationDecided;
import java.util.List;
import java.util.Map;

/**
 * A piece of the log.
 *
 * @param ranked candidates, in any order
 * @param decided decisions, in any order
 * @param next where to read on
 */
public record LogBatch(
    List<CandidateRanked> ranked, List<CurationDecided> decided, Map<LogPosition, Long> next) {}
