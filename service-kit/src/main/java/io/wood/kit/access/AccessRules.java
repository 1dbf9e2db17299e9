package io.wood.kit.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which role a request needs: viewers read, operators change, and a service adds paths.
 *
 * @param reviewerPaths beginnings of paths below which a reviewer may change something
 * @param operatorPaths beginnings of paths that only an operator may read
 */
record AccessRules(List<String> reviewerPaths, List<String> operatorPaths) {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /** Probes and metrics: the cluster's network policy limits who reaches them. */
  private static final List<String> MANAGEMENT = List.of("/q/health", "/q/metrics");

  /** Returns true when the request cannot change anything. */
  static boolean reads(String method) {
    return READING.contains(method);
  }

  /** Returns the role that is needed; empty when no sign-in is needed. */
  Optional<Role> required(String method, String path) {
    if (reads(method) && isBelow(MANAGEMENT, path)) {
      return Optional.empty();
    }
    if (isBelow(operatorPaths, path)) {
      return Optional.of(Role.OPERATOR);
    }
    if (reads(method)) {
      return Optional.of(Role.VIEWER);
    }
    return Optional.of(isBelow(reviewerPaths, path) ? Role.REVIEWER : Role.OPERATOR);
  }

  private static boolean isBelow(List<String> beginnings, String path) {
    return beginnings.stream()
        .anyMatch(begin -> path.equals(begin) || path.startsWith(begin + "/"));
  }
}
