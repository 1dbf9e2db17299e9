package io.wood.contracts.api;

/**
 * Describes a failed request (RFC 9457).
 *
 * @param type URI of the kind of problem; {@code about:blank} when the status says it all
 * @param title short name of the problem
 * @param status HTTP status
 * @param detail what is wrong with this request and what to do
 */
public record ProblemDetail(String type, String title, int status, String detail) {
  /** Media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";
}
