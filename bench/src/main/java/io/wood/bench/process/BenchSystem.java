package io.wood.bench.process;

import static io.wood.cli.process.LaunchSettings.KAFKA;
import static io.wood.cli.process.LaunchSettings.STORE;

import io.wood.cli.client.HttpApi;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.client.SystemEndpoints;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import io.wood.cli.process.DataDirectory;
import io.wood.cli.process.InstallationLayout;
import io.wood.cli.process.LaunchSettings;
import io.wood.cli.process.LocalSystem;
import io.wood.cli.process.PortCheck;
import io.wood.cli.process.StoreKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A broker and a store on free ports with a new data directory, and services beside them. */
public final class BenchSystem implements AutoCloseable {
  private final DataDirectory data;
  private final InstallationLayout installation;
  private final LocalSystem system;
  private final String kafka;
  private final URI store;
  private final StoreKeys keys;
  private final List<ServiceProcess> services = new ArrayList<>();
  private final Map<String, URI> addresses = new HashMap<>();

  private BenchSystem(
      DataDirectory data, InstallationLayout installation, PortCheck ports, LocalSystem system)
      throws IOException {
    this.data = data;
    this.installation = installation;
    this.system = system;
    this.kafka = "127.0.0.1:" + ports.of(KAFKA);
    this.store = URI.create("http://127.0.0.1:" + ports.of(STORE));
    this.keys = StoreKeys.of(data);
  }

  /**
   * Starts broker and store.
   *
   * @param name of the benchmark, part of the data directory's name
   */
  public static BenchSystem start(String name, Terminal terminal) throws IOException {
    DataDirectory data = new DataDirectory(Files.createTempDirectory("wood-bench-" + name));
    PortCheck ports = new PortCheck(Map.of(KAFKA, PortCheck.anyFree(), STORE, PortCheck.anyFree()));
    InstallationLayout installation = InstallationLayout.fromProperties();
    LaunchSettings settings = new LaunchSettings(data, installation, ports, false, Map.of());
    return new BenchSystem(data, installation, ports, LocalSystem.start(settings, terminal));
  }

  /** Folder for logs and caches. */
  public Path folder() {
    return data.root();
  }

  /** Prepares the only replica of a service. */
  public ServiceProcess service(String service, List<String> options) {
    return service(service, service, options);
  }

  /**
   * Prepares a replica of a service; it is killed when this system is closed.
   *
   * @param service as {@code ranker}
   * @param name of the replica: of its log and its cache
   * @param options of its JVM
   * @throws CommandFailedException if it was not built
   */
  public ServiceProcess service(String service, String name, List<String> options) {
    Path program =
        installation.home().resolve(service + "-service/target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(program)) {
      throw new CommandFailedException(program + " is missing; build it with `mvn package`");
    }
    int port = PortCheck.anyFree();
    URI address = URI.create("http://127.0.0.1:" + port + "/");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-Dwood.parent-pid=" + ProcessHandle.current().pid());
    command.add("-Dquarkus.http.port=" + port);
    command.add("-Dwood.cache.directory=" + folder().resolve(name));
    command.addAll(List.of("-jar", program.toString()));
    // In the environment, because other users can read a command line.
    Map<String, String> environment =
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", kafka,
            "WOOD_STORE_ENDPOINT", store.toString(),
            "WOOD_STORE_ACCESS_KEY", keys.access(),
            "WOOD_STORE_SECRET_KEY", keys.secret());
    ServiceProcess replica =
        new ServiceProcess(
            name,
            new HttpApi(name, address),
            folder().resolve(name + ".log"),
            command,
            environment);
    services.add(replica);
    addresses.put(name, address);
    return replica;
  }

  /** Broker, store and the services so far. */
  public List<BenchProcess> processes() {
    List<BenchProcess> all = new ArrayList<>(services);
    all.add(new BaseProcess(KAFKA, data));
    all.add(new BaseProcess(STORE, data));
    return all;
  }

  /** Clients for broker, store and the services so far. */
  public RunningSystem clients() {
    return new RunningSystem(
        new SystemEndpoints(kafka, store, Map.copyOf(addresses)),
        keys.access(),
        keys.secret(),
        folder().resolve("bench"));
  }

  /** Deletes the data directory of a closed system. */
  public void delete() {
    data.delete();
  }

  @Override
  public void close() {
    services.forEach(ServiceProcess::close);
    system.close();
  }
}
