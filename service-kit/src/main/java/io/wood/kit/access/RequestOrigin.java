package io.wood.kit.access;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Recognises where a request comes from, by what the browser sends. */
final class RequestOrigin {
  private static final Set<String> OWN = Set.of("same-origin", "none");
  private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]", "::1");

  private static final List<String> CLUSTER = List.of(".svc", ".cluster.local");

  private RequestOrigin() {}

  /**
   * Returns true for a request that a page of another site made the browser send. Current browsers
   * say so in {@code Sec-Fetch-Site}, older ones send the page's {@code Origin}, and programs send
   * neither.
   *
   * @param site of Sec-Fetch-Site, may be null
   * @param origin of Origin, may be null
   * @param authority host and port that the request was sent to
   */
  static boolean isForeign(String site, String origin, String authority) {
    if (site != null) {
      return !OWN.contains(site.toLowerCase(Locale.ROOT));
    }
    return origin != null && !authority(origin).equalsIgnoreCase(authority);
  }

  /** Returns true for a name or address of this machine, with or without a port. */
  static boolean isLoopback(String authority) {
    if (authority == null) {
      return false;
    }
    String host = host(authority);
    return LOOPBACK.contains(host)
        || host.endsWith(".localhost")
        || host.matches("127(\\.\\d{1,3}){3}");
  }

  /**
   * Returns true for a host that a page of the internet cannot make its own by DNS rebinding: an
   * address, a name without a dot, a name of the cluster, or one that is listed.
   */
  static boolean isInside(String authority, List<String> hosts) {
    String host = host(authority);
    return host.matches("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.%]+]")
        || (!host.isEmpty() && !host.contains("."))
        || CLUSTER.stream().anyMatch(host::endsWith)
        || hosts.stream().anyMatch(host::equalsIgnoreCase);
  }

  private static String host(String authority) {
    return authority.toLowerCase(Locale.ROOT).replaceFirst("(?<!:):\\d+$", "");
  }

  private static String authority(String origin) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority == null ? "" : authority;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
