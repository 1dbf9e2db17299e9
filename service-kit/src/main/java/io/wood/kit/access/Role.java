package io.wood.kit.access;

import java.util.Locale;
import java.util.Set;

/** A role of a user; each role includes the ones before it. */
public enum Role {
  /** Looks at everything. */
  VIEWER,
  /** Decides about candidates. */
  REVIEWER,
  /** Does everything else that changes something. */
  OPERATOR;

  /** Its name in a token. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** True when one of these roles includes this one. */
  boolean isIn(Set<String> roles) {
    for (Role role : values()) {
      if (role.compareTo(this) >= 0 && roles.contains(role.text())) {
        return true;
      }
    }
    return false;
  }
}
