package io.wood.contracts.api.curation;

/**
 * Requests the withdrawal of a decision.
 *
 * @param reviewer who withdraws it; optional where users sign in, and must then be the signed-in
 *     user
 * @param reason why; optional
 */
public record WithdrawalRequest(String reviewer, String reason) {}
