package io.wood.trainer;

import java.time.Instant;

/** Somebody no longer wants an experiment. */
record Cancellation(String by, Instant at) {}
