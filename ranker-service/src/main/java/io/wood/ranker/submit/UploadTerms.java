package io.wood.ranker.submit;

import java.time.Duration;

/**
 * What may be uploaded.
 *
 * @param maxBytes size of a file
 * @param validity how long an upload link is valid
 */
public record UploadTerms(long maxBytes, Duration validity) {}
