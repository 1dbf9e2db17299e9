package io.wood.trainer.store;

import io.wood.store.lease.Lease;

/** A frozen run and the lease to work on it. */
public record ClaimedRun(FrozenManifest frozen, Lease lease) {}
