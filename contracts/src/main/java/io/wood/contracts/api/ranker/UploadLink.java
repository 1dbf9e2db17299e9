package io.wood.contracts.api.ranker;

import java.net.URI;
import java.time.Instant;

/**
 * A link to upload a file.
 *
 * @param put address for HTTP PUT of the bytes
 * @param expiresAt time until which the link works
 * @param confirm path for HTTP POST of the {@link UploadRequest} after the upload
 */
public record UploadLink(URI put, Instant expiresAt, String confirm) {}
