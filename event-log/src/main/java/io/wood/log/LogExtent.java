package io.wood.log;

/**
 * The offsets that a partition holds.
 *
 * @param first offset of the first record that still exists; more than 0 when records were deleted
 * @param end offset after the last committed record
 */
public record LogExtent(long first, long end) {}
