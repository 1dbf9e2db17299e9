package io.wood.kit.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which role a request needs: viewers read, operators change, and what a service says beyond that.
 *
 * @param reviewerPaths beginnings of paths below which a reviewer may change something
 * @param operatorPaths beginnings of paths that only an operator may read
 */
record AccessRules(List<String> reviewerPaths, List<String> operatorPaths) {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /** Probes and figures: a cluster's network policy says who reaches them. */
  private static final List<String> MANAGEMENT = List.of("/q/health", "/q/metrics");

  /** True when the request cannot change anything. */
  static boolean reads(String method) {
    return READING.contains(method);
  }

  /** Empty when nobody needs to sign in. */
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
