package io.wood.cli.option;

import io.wood.cli.client.AccessSettings;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.client.SystemEndpoints;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.process.DataDirectory;
import io.wood.cli.process.InstallationLayout;
import io.wood.cli.process.LaunchSettings;
import io.wood.cli.process.StoreKeys;
import io.wood.cli.process.SystemState;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that select a running system: that of the data directory, or a remote one. */
public final class SystemOptions {
  @Mixin private DataOption data;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:WOOD_KAFKA}",
      description = "Kafka of a remote system.")
  private String kafka;

  @Option(
      names = "--store",
      paramLabel = "URL",
      defaultValue = "${env:WOOD_STORE}",
      description =
          "S3 endpoint of a remote system; the keys come from the environment"
              + " (WOOD_STORE_ACCESS_KEY, WOOD_STORE_SECRET_KEY).")
  private URI store;

  @Option(
      names = "--service",
      paramLabel = "NAME=URL",
      description = "Address of a remote service, such as trainer=https://trainer.example.org.")
  private Map<String, URI> services = Map.of();

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      defaultValue = "${env:WOOD_KAFKA_CONFIG}",
      description = "Settings of Kafka's clients for a remote system (security.protocol, sasl.…).")
  private Path kafkaConfig;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      defaultValue = "${env:WOOD_CA}",
      description = "PEM file with certificate authorities of a remote system's HTTPS addresses.")
  private Path caFile;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      defaultValue = "${env:WOOD_TOKEN_FILE}",
      description = "Bearer token for a remote system's services; or the variable WOOD_TOKEN.")
  private Path tokenFile;

  public RunningSystem connect() {
    return kafka == null && store == null && services.isEmpty() ? local() : remote();
  }

  DataDirectory directory() {
    return data.directory();
  }

  private RunningSystem local() {
    DataDirectory directory = data.directory();
    Optional<SystemState> state = SystemState.read(directory).filter(SystemState::running);
    if (state.isEmpty()) {
      throw new CommandFailedException(
          "nothing runs on " + directory.root() + "; start it with `wood up`");
    }
    return connect(directory, state.get());
  }

  /** Connects to the system that runs on a data directory. */
  public static RunningSystem connect(DataDirectory directory, SystemState state) {
    Map<String, URI> services = new HashMap<>();
    for (String name : InstallationLayout.SERVICES) {
      state.child(name).ifPresent(child -> services.put(name, http(child.port())));
    }
    SystemEndpoints endpoints =
        new SystemEndpoints(
            "127.0.0.1:" + port(state, LaunchSettings.KAFKA),
            http(port(state, LaunchSettings.STORE)),
            services);
    StoreKeys keys = StoreKeys.of(directory);
    return new RunningSystem(
        endpoints, keys.access(), keys.secret(), directory.root().resolve("cache/cli"));
  }

  private RunningSystem remote() {
    if (kafka == null || store == null) {
      throw new CommandFailedException("a remote system needs --kafka and --store");
    }
    return new RunningSystem(
        new SystemEndpoints(kafka, store, services),
        environment("WOOD_STORE_ACCESS_KEY"),
        environment("WOOD_STORE_SECRET_KEY"),
        Path.of(System.getProperty("java.io.tmpdir"), "wood-cache", "cli"),
        new AccessSettings(kafkaConfig, caFile, System.getenv("WOOD_TOKEN"), tokenFile));
  }

  private static String environment(String name) {
    String value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new CommandFailedException("the environment variable " + name + " is not set");
    }
    return value;
  }

  private static int port(SystemState state, String name) {
    return state
        .child(name)
        .orElseThrow(() -> new CommandFailedException("the " + name + " is not started yet"))
        .port();
  }

  private static URI http(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
