package io.wood.curation.decide;

/**
 * The rule by which decisions count.
 *
 * @param people how many must agree before an image counts, at least 1
 */
public record Quorum(int people) {}
