package io.wood.ranker.submit;

/**
 * A candidate that was taken.
 *
 * @param image SHA-256 of the file
 * @param name what the publisher calls it
 * @param known true when this image had been offered before: it stays one candidate
 */
record SubmitResult(String image, String name, boolean known) {}
