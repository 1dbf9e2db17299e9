package io.wood.curation.webhook;

import io.wood.contracts.api.curation.CandidateOutcome;

/** Sends outcomes to the webhook of a source. */
@FunctionalInterface
public interface WebhookSender {

  /** Sends once and returns how that went; throws nothing because of the receiver. */
  Attempt send(CandidateOutcome outcome);

  /**
   * How a delivery went.
   *
   * @param result what to do next
   * @param detail why it was not delivered; empty when it was
   */
  record Attempt(Result result, String detail) {
    static final Attempt DELIVERED = new Attempt(Result.DELIVERED, "");

    static Attempt failed(String detail) {
      return new Attempt(Result.FAILED, detail);
    }
  }

  /** The results of a delivery. */
  enum Result {
    /** The receiver has it. */
    DELIVERED,
    /** To be tried again. */
    FAILED,
    /** The receiver wants no more. */
    GONE
  }
}
