package io.wood.ranker;

import java.net.URI;
import java.time.Instant;

/**
 * Where to upload a file.
 *
 * @param put send the bytes here with HTTP PUT
 * @param expiresAt the link works until then
 * @param confirm then POST the announcement here
 */
record UploadLink(URI put, Instant expiresAt, String confirm) {}
