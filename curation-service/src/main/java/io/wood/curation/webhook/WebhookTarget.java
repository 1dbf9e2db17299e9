package io.wood.curation.webhook;

import java.net.URI;
import java.util.Base64;
import java.util.Objects;

/**
 * Where the outcomes of a source go.
 *
 * @param source whose candidates
 * @param url receives them by POST; {@code https}, and {@code http} only inside
 * @param secret signs them: {@code whsec_} and 24 to 64 bytes in Base64
 * @param internal whether the address may be a private one
 */
public record WebhookTarget(String source, URI url, String secret, boolean internal) {
  private static final String PREFIX = "whsec_";
  private static final int MIN_KEY = 24;
  private static final int MAX_KEY = 64;

  public WebhookTarget {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(secret, "secret");
    if (source.isBlank()) {
      throw new IllegalArgumentException("a webhook in wood.curation.webhooks has no source");
    }
    if (url.getHost() == null || url.getUserInfo() != null || !isAllowed(url, internal)) {
      throw new IllegalArgumentException(
          "the webhook of '%s' needs a URL like https://host/path, not '%s'; http and private addresses need internal=true"
              .formatted(source, url));
    }
    key(source, secret);
  }

  private static boolean isAllowed(URI url, boolean internal) {
    return "https".equals(url.getScheme()) || (internal && "http".equals(url.getScheme()));
  }

  /** The key of the signatures. */
  byte[] key() {
    return key(source, secret);
  }

  private static byte[] key(String source, String secret) {
    try {
      byte[] key =
          secret.startsWith(PREFIX)
              ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
              : new byte[0];
      if (key.length >= MIN_KEY && key.length <= MAX_KEY) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(hint(source), e);
    }
    throw new IllegalArgumentException(hint(source));
  }

  private static String hint(String source) {
    return "the secret of the webhook of '%s' must be %s and %d to %d bytes in Base64; make one with: echo %s$(openssl rand -base64 32)"
        .formatted(source, PREFIX, MIN_KEY, MAX_KEY, PREFIX);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return source + " → " + url;
  }
}
