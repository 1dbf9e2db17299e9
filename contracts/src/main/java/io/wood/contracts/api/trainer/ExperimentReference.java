package io.wood.contracts.api.trainer;

/**
 * Names the experiment that a command was accepted for.
 *
 * @param experiment id
 */
public record ExperimentReference(String experiment) {}
