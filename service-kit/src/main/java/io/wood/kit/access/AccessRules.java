package io.wood.kit.access;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides which roles may make a request: viewers read, operators change, and a service adds paths.
 * Resources repeat the narrower ones with {@code @RolesAllowed}, which no spelling of a path
 * avoids.
 *
 * @param reviewerPaths beginnings of paths below which a reviewer may change something
 * @param operatorPaths beginnings of paths that only an operator may read
 * @param publisherPaths what a publisher may do, as {@code METHOD /path}; a {@code *} in the path
 *     is one segment
 * @param askingPaths beginnings of paths where a POST only asks, so that a viewer may send it
 */
record AccessRules(
    List<String> reviewerPaths,
    List<String> operatorPaths,
    List<String> publisherPaths,
    List<String> askingPaths) {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /** Probes and metrics: the cluster's network policy limits who reaches them. */
  private static final List<String> MANAGEMENT = List.of("/q/health", "/q/metrics");

  /** Every service repairs dead letters, whose bodies are what tools have sent. */
  private static final List<String> REPAIR = List.of("/api/dead-letters");

  /** Returns true when the request cannot change anything. */
  static boolean reads(String method) {
    return READING.contains(method);
  }

  /** Returns the roles of which one is needed; none when no sign-in is needed. */
  Set<Role> required(String method, String requested) {
    String path = withoutParameters(requested);
    if (reads(method) && isBelow(MANAGEMENT, path)) {
      return Set.of();
    }
    Role role = role(method, path);
    return publisherPaths.stream().anyMatch(rule -> permits(rule, method, path))
        ? Set.of(role, Role.PUBLISHER)
        : Set.of(role);
  }

  private Role role(String method, String path) {
    if (isBelow(operatorPaths, path) || isBelow(REPAIR, path)) {
      return Role.OPERATOR;
    }
    if (reads(method) || isBelow(askingPaths, path)) {
      return Role.VIEWER;
    }
    return isBelow(reviewerPaths, path) ? Role.REVIEWER : Role.OPERATOR;
  }

  private static boolean permits(String rule, String method, String path) {
    String[] parts = rule.strip().split(" +", 2);
    String[] wanted = parts[parts.length - 1].split("/", -1);
    String[] segments = path.split("/", -1);
    return parts.length == 2
        && parts[0].equals(method)
        && wanted.length == segments.length
        && Stream.iterate(0, i -> i < wanted.length, i -> i + 1)
            .allMatch(i -> wanted[i].equals("*") || wanted[i].equals(segments[i]));
  }

  /** JAX-RS ignores matrix parameters: {@code /a;x/b;y} is served as {@code /a/b}. */
  private static String withoutParameters(String path) {
    return path.replaceAll(";[^/]*", "");
  }

  private static boolean isBelow(List<String> beginnings, String path) {
    return beginnings.stream()
        .anyMatch(begin -> path.equals(begin) || path.startsWith(begin + "/"));
  }
}
