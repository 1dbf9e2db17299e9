package io.wood.contracts.api.curation;

import io.wood.contracts.event.CandidateDismissed.Reason;
import java.time.Instant;
import java.util.List;

/**
 * What became of a published candidate.
 *
 * @param image SHA-256 of the image file
 * @param state where it is now
 * @param explanation the state in a sentence
 * @param publications who published it; several when it was published by several sources
 * @param results of the models that scored it, newest first
 * @param review status of its review; null unless the state is RANKED or DECIDED
 * @param reviewer who decided last; null when nobody did
 * @param experiments trained with it as a hard OoD; while the store is away, those known before
 */
public record CandidateStatus(
    String image,
    State state,
    String explanation,
    List<Publication> publications,
    List<ModelResult> results,
    ReviewStatus review,
    String reviewer,
    List<String> experiments) {
  public CandidateStatus {
    publications = publications == null ? List.of() : List.copyOf(publications);
    results = results == null ? List.of() : List.copyOf(results);
    experiments = experiments == null ? List.of() : List.copyOf(experiments);
  }

  /** Where a candidate is. */
  public enum State {
    /** No event names it. */
    UNKNOWN,
    /** Published, not scored yet. */
    WAITING,
    /** Its event could not be handled. */
    DEAD_LETTER,
    /** Below the threshold, or unusable. */
    DISMISSED,
    /** A hard OoD that waits for reviewers. */
    RANKED,
    /** Decided by reviewers. */
    DECIDED
  }

  /**
   * One publication.
   *
   * @param source who published
   * @param name the source's name for the image
   * @param publishedAt when, as the source says
   */
  public record Publication(String source, String name, Instant publishedAt) {}

  /**
   * What one model makes of it.
   *
   * @param experiment that trained the model; null when the image could not be scored
   * @param weights SHA-256 of its weights, null likewise
   * @param dismissed why it was dismissed; null when it was ranked
   * @param detail why, in words; empty when it was ranked
   * @param predictedClass class of the highest probability, null when it could not be scored
   * @param score that probability, null likewise
   * @param at when
   */
  public record ModelResult(
      String experiment,
      String weights,
      Reason dismissed,
      String detail,
      String predictedClass,
      Double score,
      Instant at) {}
}
