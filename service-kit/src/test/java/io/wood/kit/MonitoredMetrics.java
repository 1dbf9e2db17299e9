package io.wood.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Holds what a running service exposes to what alerts, dashboard and scaling ask of it. */
public final class MonitoredMetrics {
  private static final Path COMPONENTS = Path.of("..", "k8s", "components");
  private static final List<String> QUERIES =
      List.of("monitoring/alerts.yaml", "monitoring/dashboard.json", "keda/scaledobjects.yaml");

  /** A metric of ours or of the JVM, and what its labels must be. */
  private static final Pattern SELECTOR =
      Pattern.compile("\\b((?:wood|jvm)_([a-z]+)_[a-z_]+)(?:\\{([^}]*)})?");

  private static final Pattern LABEL = Pattern.compile("\\b([a-z]+=\"[^\"]*\")");
  private static final Set<String> SERVICES = Set.of("ranker", "curation", "trainer", "refiner");

  /** The losses have the names that a training gives them: there are none before. */
  private static final Set<String> LATER = Set.of("wood_trainer_figure");

  private MonitoredMetrics() {}

  /**
   * Asserts that a service exposes every metric that is asked of it, with the labels that the
   * queries select, such as {@code outcome="failed"}, also when nothing has happened yet.
   *
   * @param service such as {@code ranker}
   * @param metrics body of {@code GET /q/metrics}
   */
  public static void assertExposed(String service, String metrics) {
    Set<String> missing = new TreeSet<>();
    int asked = 0;
    for (MatchResult selector : selectors()) {
      String name = selector.group(1);
      boolean others = SERVICES.contains(selector.group(2)) && !selector.group(2).equals(service);
      if (others || LATER.contains(name)) {
        continue;
      }
      asked++;
      List<String> labels = labels(selector.group(3));
      if (metrics.lines().noneMatch(line -> isSample(line, name, labels))) {
        missing.add(name + labels);
      }
    }
    assertThat(missing).as("asked of the %s, which does not expose it", service).isEmpty();
    assertThat(asked).as("metrics of the %s in k8s/components", service).isGreaterThan(5);
  }

  private static boolean isSample(String line, String name, List<String> labels) {
    return (line.startsWith(name + "{") || line.startsWith(name + " "))
        && labels.stream().allMatch(line::contains);
  }

  /** The namespace is Prometheus' label; regular expressions are not compared. */
  private static List<String> labels(String selected) {
    return selected == null
        ? List.of()
        : LABEL
            .matcher(selected)
            .results()
            .map(MatchResult::group)
            .filter(label -> !label.startsWith("namespace="))
            .toList();
  }

  private static List<MatchResult> selectors() {
    return QUERIES.stream()
        .map(file -> DeploymentSettings.text(COMPONENTS.resolve(file)))
        .flatMap(text -> SELECTOR.matcher(text.replace("\\\"", "\"")).results())
        .toList();
  }
}
