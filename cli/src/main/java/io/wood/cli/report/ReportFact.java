package io.wood.cli.report;

import java.util.Objects;

/**
 * A line in a table of parameters or figures.
 *
 * @param group heading that it stands under, such as {@code Training}
 * @param name what
 * @param value how much, with its unit
 */
public record ReportFact(String group, String name, String value) {
  public ReportFact {
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
  }
}
