package io.wood.ranker.submit;

import java.net.URI;
import java.time.Instant;

/**
 * Where to upload a file.
 *
 * @param put send the bytes here with HTTP PUT
 * @param expiresAt the link works until then
 * @param confirm then POST the announcement here
 */
public record UploadLink(URI put, Instant expiresAt, String confirm) {}
