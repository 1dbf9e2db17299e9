package io.wood.cli.option;

import io.wood.cli.process.InstallationLayout;
import io.wood.cli.process.LaunchSettings;
import io.wood.cli.process.PortCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for starting a system. */
public final class LaunchOptions {
  @Mixin private DataOption data;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "${env:WOOD_KAFKA_PORT:-9092}",
      description = "Port of the Kafka broker (default: ${DEFAULT-VALUE}).")
  private int kafka;

  @Option(
      names = "--store-port",
      paramLabel = "PORT",
      defaultValue = "${env:WOOD_STORE_PORT:-9000}",
      description = "Port of the S3 server (default: ${DEFAULT-VALUE}).")
  private int store;

  @Option(
      names = "--ranker-port",
      paramLabel = "PORT",
      defaultValue = "${env:WOOD_RANKER_PORT:-8081}",
      description = "Port of the ranker (default: ${DEFAULT-VALUE}).")
  private int ranker;

  @Option(
      names = "--curation-port",
      paramLabel = "PORT",
      defaultValue = "${env:WOOD_CURATION_PORT:-8082}",
      description = "Port of the curation service (default: ${DEFAULT-VALUE}).")
  private int curation;

  @Option(
      names = "--trainer-port",
      paramLabel = "PORT",
      defaultValue = "${env:WOOD_TRAINER_PORT:-8083}",
      description = "Port of the trainer (default: ${DEFAULT-VALUE}).")
  private int trainer;

  @Option(
      names = "--refiner-port",
      paramLabel = "PORT",
      defaultValue = "${env:WOOD_REFINER_PORT:-8084}",
      description = "Port of the refiner (default: ${DEFAULT-VALUE}).")
  private int refiner;

  @Option(
      names = "--jvm",
      paramLabel = "PROCESS=OPTION",
      description =
          "A JVM option or system property for one process, such as trainer=-Xmx4g or"
              + " ranker=-Dwood.ranker.threshold=.6. Repeatable.")
  private List<String> jvm = List.of();

  DataOption data() {
    return data;
  }

  public LaunchSettings settings(boolean services) {
    return new LaunchSettings(
        data.directory(),
        InstallationLayout.fromProperties(),
        ports(services),
        services,
        jvmOptions());
  }

  private PortCheck ports(boolean services) {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put(LaunchSettings.KAFKA, kafka);
    ports.put(LaunchSettings.STORE, store);
    if (services) {
      ports.put("ranker", ranker);
      ports.put("curation", curation);
      ports.put("trainer", trainer);
      ports.put("refiner", refiner);
    }
    return new PortCheck(ports);
  }

  private Map<String, List<String>> jvmOptions() {
    Map<String, List<String>> byProcess = new TreeMap<>();
    for (String option : jvm) {
      int equals = option.indexOf('=');
      String process = equals < 0 ? option : option.substring(0, equals);
      boolean known =
          InstallationLayout.SERVICES.contains(process)
              || List.of(LaunchSettings.KAFKA, LaunchSettings.STORE).contains(process);
      if (equals < 0 || !known) {
        throw new IllegalArgumentException(
            "--jvm "
                + option
                + ": expected PROCESS=OPTION with one of kafka, store, ranker, curation, trainer,"
                + " refiner");
      }
      byProcess
          .computeIfAbsent(process, name -> new ArrayList<>())
          .add(option.substring(equals + 1));
    }
    return byProcess;
  }
}
