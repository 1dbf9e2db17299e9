package io.wood.contracts.api.curation;

import io.wood.contracts.api.curation.CandidateStatus.State;
import io.wood.contracts.event.CurationDecided.Verdict;
import java.time.Instant;

/**
 * What a webhook receives when something became of a candidate.
 *
 * @param event id of the event that says so; the same when it is delivered again
 * @param image SHA-256 of the image file; empty when a dead letter does not name one
 * @param source who published it: the source that the webhook belongs to
 * @param name the source's name for it
 * @param state RANKED, DISMISSED, DEAD_LETTER or DECIDED
 * @param explanation the state in a sentence
 * @param predictedClass class of the highest probability; null when it was not scored
 * @param score that probability, null likewise
 * @param experiment that trained the classifier, null likewise
 * @param weights SHA-256 of the classifier's weights, null likewise
 * @param verdict what a reviewer decided; null unless the state is DECIDED
 * @param at when it happened
 */
public record CandidateOutcome(
    String event,
    String image,
    String source,
    String name,
    State state,
    String explanation,
    String predictedClass,
    Double score,
    String experiment,
    String weights,
    Verdict verdict,
    Instant at) {}
