package io.wood.cli.option;

import io.wood.cli.client.ParameterTree;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option for parameters of the refinement that follows a training. */
public final class MaskOptions {
  @Option(
      names = "--refine-set",
      paramLabel = "NAME=VALUE",
      description = "A refinement parameter, such as cam.scales=[1.0]. Repeatable.")
  private List<String> assignments = List.of();

  /** True if no parameter is given. */
  public boolean isEmpty() {
    return assignments.isEmpty();
  }

  /** Returns the parameters that are given, as a tree. */
  public Map<String, Object> values() {
    ParameterTree all = ParameterTree.empty();
    assignments.forEach(all::assign);
    return all.values();
  }
}
