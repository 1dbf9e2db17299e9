package io.wood.trainer.store;

import java.time.Instant;

/** Who cancelled an experiment, and when. */
public record CancellationRecord(String by, Instant at) {}
