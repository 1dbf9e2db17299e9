package io.wood.ranker;

import java.time.Duration;

/**
 * What may be uploaded.
 *
 * @param maxBytes size of a file
 * @param validity how long an upload link is valid
 */
record UploadTerms(long maxBytes, Duration validity) {}
