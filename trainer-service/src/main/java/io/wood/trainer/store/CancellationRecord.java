package io.wood.trainer.store;

import java.time.Instant;

/** Somebody no longer wants an experiment. */
public record CancellationRecord(String by, Instant at) {}
