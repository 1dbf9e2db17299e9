package io.wood.ranker.submit;

import java.time.Duration;

/**
 * Limits of an upload.
 *
 * @param maxBytes maximum size of a file
 * @param validity how long an upload link is valid
 */
public record UploadTerms(long maxBytes, Duration validity) {}
