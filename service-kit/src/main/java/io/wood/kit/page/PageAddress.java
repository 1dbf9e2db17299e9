package io.wood.kit.page;

import java.util.regex.Pattern;

/**
 * Where a service's page is: an absolute address ({@code https://wood.example/curation/}), a path
 * on the host of the page that links to it ({@code /curation/}, for one ingress host), or a port on
 * that host ({@code :8082/}, for services on one machine). The browser resolves it, so one setting
 * works under every name of the host.
 *
 * @param text as configured; ends with a slash
 */
public record PageAddress(String text) {
  private static final Pattern VALID =
      Pattern.compile("(https?://[^\\s/?#]+|:\\d{1,5})?(/[^\\s/?#]+)*/");

  public PageAddress {
    if (!VALID.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "the page address '%s' is not valid; use https://HOST/PATH/, /PATH/ or :PORT/, each with a slash at its end"
              .formatted(text));
    }
  }
}
