package io.wood.cli.process;

import java.util.List;

/**
 * Describes how to start one child JVM.
 *
 * @param name name of the process, such as {@code ranker}
 * @param port port that it listens on
 * @param jvmOptions options and system properties
 * @param target class path and main class, or {@code -jar} and the file
 * @param arguments of the main class
 */
record ChildSpec(
    String name, int port, List<String> jvmOptions, List<String> target, List<String> arguments) {
  ChildSpec {
    jvmOptions = List.copyOf(jvmOptions);
    target = List.copyOf(target);
    arguments = List.copyOf(arguments);
  }
}
