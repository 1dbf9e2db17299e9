package io.wood.cli.report;

import java.util.Objects;

/**
 * A line in a table of parameters or metrics.
 *
 * @param group heading, such as {@code Training}
 * @param name name of the value
 * @param value value with its unit
 */
public record ReportFact(String group, String name, String value) {
  public ReportFact {
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
  }
}
