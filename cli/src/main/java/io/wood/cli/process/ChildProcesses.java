package io.wood.cli.process;

import static io.wood.cli.process.LaunchSettings.KAFKA;
import static io.wood.cli.process.LaunchSettings.STORE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds the command lines of the child processes. Heaps are limited so that the whole system fits
 * into 8 GiB; tensors are outside the heap.
 */
final class ChildProcesses {
  private static final Map<String, String> HEAP =
      Map.of(
          KAFKA,
          "-Xmx320m",
          STORE,
          "-Xmx256m",
          "ranker",
          "-Xmx512m",
          "curation",
          "-Xmx384m",
          "trainer",
          "-Xmx1g",
          "refiner",
          "-Xmx1536m");

  /**
   * Reduces inlining, and so compilation, which otherwise takes a quarter of the refiner's
   * processor time in a demo.
   */
  private static final List<String> LESS_INLINING =
      List.of("-XX:MaxInlineLevel=9", "-XX:InlineSmallCode=1500");

  /** An experiment that needs too much memory fails with its reason; the trainer goes on. */
  private static final String OWN_MEMORY_FAILURES = "trainer";

  private final LaunchSettings settings;
  private final StoreKeys keys;

  ChildProcesses(LaunchSettings settings, StoreKeys keys) {
    this.settings = settings;
    this.keys = keys;
  }

  ChildSpec broker() {
    return new ChildSpec(
        KAFKA,
        port(KAFKA),
        options(
            KAFKA,
            List.of(
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.SimpleFormatter.format=%1$tF %1$tT %4$s %3$s %5$s%6$s%n")),
        List.of("-cp", settings.installation().libraries(), BrokerMain.class.getName()),
        List.of(
            settings.data().broker().toString(),
            Integer.toString(port(KAFKA)),
            Integer.toString(PortCheck.anyFree())));
  }

  ChildSpec store() {
    writeStoreSettings();
    return new ChildSpec(
        STORE,
        port(STORE),
        options(STORE, List.of("-XX:TieredStopAtLevel=1", "-DLOG_LEVEL=warn")),
        List.of("-cp", settings.installation().storeLibraries(), StoreMain.class.getName()),
        List.of(settings.data().storeSettings().toString()));
  }

  private void writeStoreSettings() {
    String text =
        """
        s3proxy.endpoint=http://127.0.0.1:%d
        s3proxy.authorization=aws-v2-or-v4
        s3proxy.identity=%s
        s3proxy.credential=%s
        jclouds.provider=filesystem-nio2
        jclouds.filesystem.basedir=%s
        """
            .formatted(port(STORE), keys.access(), keys.secret(), settings.data().store());
    try {
      Files.createDirectories(settings.data().store());
      StoreKeys.write(settings.data().storeSettings(), text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the store's settings", e);
    }
  }

  ChildSpec service(String name) {
    List<String> options = new ArrayList<>(LESS_INLINING);
    options.add("-Dai.djl.offline=true");
    if (!name.equals(OWN_MEMORY_FAILURES)) {
      options.add("-XX:+ExitOnOutOfMemoryError");
    }
    options.add("-Dquarkus.http.host=127.0.0.1");
    options.add("-Dquarkus.http.port=" + port(name));
    options.add("-Dkafka.bootstrap.servers=127.0.0.1:" + port(KAFKA));
    options.add("-Dwood.store.endpoint=http://127.0.0.1:" + port(STORE));
    options.add("-Dwood.cache.directory=" + settings.data().cache(name));
    InstallationLayout.SERVICES.forEach(
        service -> options.add("-Dwood.pages." + service + "=:" + port(service) + "/"));
    return new ChildSpec(
        name, port(name), options(name, options), settings.installation().service(name), List.of());
  }

  /** Secrets are passed in the environment, because all users can read command lines. */
  Map<String, String> environment() {
    return Map.of(
        "OMP_WAIT_POLICY",
        "PASSIVE",
        "WOOD_STORE_ACCESS_KEY",
        keys.access(),
        "WOOD_STORE_SECRET_KEY",
        keys.secret());
  }

  private int port(String name) {
    return settings.ports().of(name);
  }

  private List<String> options(String name, List<String> own) {
    List<String> all = new ArrayList<>();
    all.add(HEAP.get(name));
    all.addAll(ClassArchives.options(settings.installation(), name));
    all.addAll(own);
    all.addAll(settings.extraOptions(name));
    return all;
  }
}
