package io.wood.kit.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A role of a user, with the roles that it includes. */
public enum Role {
  /** Looks at everything. */
  VIEWER,
  /** A tool: publishes candidates and asks what became of them; nothing else. */
  PUBLISHER,
  /** Looks at everything, decides about candidates. */
  REVIEWER,
  /** Does everything. */
  OPERATOR;

  /** Its name in a token. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns this role and those that it includes. */
  private Set<Role> included() {
    return switch (this) {
      case VIEWER -> EnumSet.of(VIEWER);
      case PUBLISHER -> EnumSet.of(PUBLISHER);
      case REVIEWER -> EnumSet.of(VIEWER, REVIEWER);
      case OPERATOR -> EnumSet.allOf(Role.class);
    };
  }

  /** Returns the roles that these names of a token give; other names mean nothing here. */
  static Set<Role> given(Set<String> names) {
    return Arrays.stream(values())
        .filter(role -> names.contains(role.text()))
        .flatMap(role -> role.included().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
