package io.wood.contracts.selection;

import java.time.Instant;

/**
 * A person's decision that approves a hard OoD.
 *
 * @param decision its id
 * @param reviewer who decided
 * @param decidedAt when
 */
public record Approval(String decision, String reviewer, Instant decidedAt) {}
