package io.wood.cli.process;

import java.util.List;
import java.util.Map;

/**
 * Settings for starting a system.
 *
 * @param data folder for all data
 * @param installation the built programs
 * @param ports ports that they listen on
 * @param services false starts only broker and store
 * @param jvmOptions extra JVM options and system properties by process name; they come last and
 *     override others
 */
public record LaunchSettings(
    DataDirectory data,
    InstallationLayout installation,
    PortCheck ports,
    boolean services,
    Map<String, List<String>> jvmOptions) {
  /** Process name of the Kafka broker. */
  public static final String KAFKA = "kafka";

  /** Process name of the S3 server. */
  public static final String STORE = "store";

  public LaunchSettings {
    jvmOptions = Map.copyOf(jvmOptions);
  }

  List<String> extraOptions(String name) {
    return jvmOptions.getOrDefault(name, List.of());
  }
}
