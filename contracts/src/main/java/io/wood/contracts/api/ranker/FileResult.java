package io.wood.contracts.api.ranker;

import io.wood.contracts.api.ProblemDetail;

/**
 * Result of submitting one file of several.
 *
 * @param file name of the file in the request
 * @param submitted what became of it; null when it was refused
 * @param problem why it was refused; null when it was accepted
 */
public record FileResult(String file, SubmitResult submitted, ProblemDetail problem) {}
