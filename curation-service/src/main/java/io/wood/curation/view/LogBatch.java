package io.wood.curation.view;

import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.GenerationChosen;
import java.util.List;
import java.util.Map;

/**
 * Records of the log that are written in one transaction.
 *
 * @param ranked candidates, in any order
 * @param decided decisions, in any order
 * @param dismissed candidates that a classifier dismissed, in any order
 * @param chosen choices of the generation to show, in any order
 * @param next next offset of each partition
 * @param skipped offset of the first record of each partition that this version cannot read
 */
public record LogBatch(
    List<CandidateRanked> ranked,
    List<CurationDecided> decided,
    List<CandidateDismissed> dismissed,
    List<GenerationChosen> chosen,
    Map<LogPosition, Long> next,
    Map<LogPosition, Long> skipped) {}
