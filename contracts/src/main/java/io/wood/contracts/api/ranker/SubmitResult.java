package io.wood.contracts.api.ranker;

/**
 * Result of submitting a candidate.
 *
 * @param image SHA-256 of the file
 * @param name display name
 * @param known true when this image was submitted before; it stays one candidate
 */
public record SubmitResult(String image, String name, boolean known) {}
