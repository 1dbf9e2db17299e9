package io.wood.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds alerts, dashboard and documentation to the metrics that the code records. The services'
 * integration tests compare the same queries with what a running service exposes.
 */
class MetricsTest {
  private static final List<String> MODULES =
      List.of(
          "artifact-store",
          "service-kit",
          "ranker-service",
          "curation-service",
          "trainer-service",
          "refiner-service");

  /** A meter of the code: its kind and its name, also where a constant holds the name. */
  private static final Pattern METER =
      Pattern.compile(
          "(Counter|Gauge|Timer|DistributionSummary)\\s*\\.builder\\(\\s*\"(wood\\.[a-z.]+)\""
              + "|\\.(counter|gauge|timer|summary)\\(\\s*\"(wood\\.[a-z.]+)\""
              + "|(NAME) = \"(wood\\.[a-z.]+)\"");

  private static final Map<String, List<String>> SUFFIXES =
      Map.of(
          "counter", List.of("_total"),
          "gauge", List.of(""),
          "timer", List.of("_seconds_count", "_seconds_sum", "_seconds_max"),
          "distributionsummary", List.of("_count", "_sum", "_max", "_bucket"));

  /** Metrics of others: Prometheus, the exporters of Kafka and GPUs, Kubernetes, the JVM. */
  private static final Set<String> OTHERS =
      Set.of(
          "up",
          "kafka_consumergroup_lag",
          "kafka_topic_partition_current_offset",
          "jvm_memory_used_bytes",
          "container_memory_working_set_bytes",
          "kube_pod_container_resource_limits",
          "kubelet_volume_stats_available_bytes",
          "kubelet_volume_stats_capacity_bytes",
          "DCGM_FI_DEV_FB_USED");

  /** A row of a README: meter, type, unit. */
  private static final Pattern DOCUMENTED =
      Pattern.compile("(?m)^\\| `(wood\\.[a-z.]+)` \\| (\\w+), [a-z][^|]* \\|");

  private static final Map<String, String> KINDS =
      Map.of(
          "counter", "counter",
          "gauge", "gauge",
          "timer", "timer",
          "summary", "distributionsummary",
          "histogram", "distributionsummary");

  private static final Pattern QUERIED =
      Pattern.compile("\\b([A-Za-z_]+)\\{|\\b(up|wood_[a-z_]+)\\b");

  @Test
  void alertsAndDashboardAskForMetricsThatExist() throws IOException {
    TreeSet<String> known = new TreeSet<>(OTHERS);
    meters()
        .forEach(
            (name, kind) ->
                SUFFIXES.get(kind).forEach(suffix -> known.add(name.replace('.', '_') + suffix)));

    assertThat(expressions()).hasSizeGreaterThan(25);
    for (String expression : expressions()) {
      Matcher queried = QUERIED.matcher(expression);
      while (queried.find()) {
        String name = queried.group(1) == null ? queried.group(2) : queried.group(1);
        assertThat(known).as("metrics of " + expression).contains(name);
      }
    }
  }

  /** A meter without a row in a README is found by nobody, and a figure without a unit misread. */
  @Test
  void everyMeterIsDocumentedWithItsTypeAndUnit() {
    Map<String, String> documented = new TreeMap<>();
    Stream.concat(MODULES.stream(), Stream.of("k8s"))
        .map(module -> Path.of("..", module, "README.md"))
        .filter(file -> file.toFile().exists())
        .flatMap(file -> DOCUMENTED.matcher(SourceFiles.text(file)).results())
        .forEach(row -> documented.put(row.group(1), KINDS.get(row.group(2))));

    assertThat(documented).hasSizeGreaterThanOrEqualTo(15).isEqualTo(meters());
  }

  @Test
  void everyAlertIsInTheRunbook() {
    String runbook = SourceFiles.text(Manifests.ROOT.resolve("README.md"));
    assertThat(rules())
        .hasSizeGreaterThanOrEqualTo(10)
        .allSatisfy(
            rule -> assertThat(runbook).contains("| `" + rule.get("alert").asText() + "` |"));
  }

  /** Prometheus' own parser, where it is installed. */
  @Test
  void prometheusReadsTheRules() throws IOException, InterruptedException {
    Path rules = Files.createTempFile("wood-rules", ".json");
    new ObjectMapper()
        .writeValue(
            rules.toFile(), Manifests.read("components/monitoring/alerts.yaml").get("spec"));
    try {
      assertThat(Programs.run("promtool", "check", "rules", rules.toString())).isZero();
    } finally {
      Files.delete(rules);
    }
  }

  private static Map<String, String> meters() {
    Map<String, String> found = new TreeMap<>();
    for (String module : MODULES) {
      for (String source : SourceFiles.java(Path.of("..", module, "src", "main"))) {
        METER
            .matcher(source)
            .results()
            .forEach(
                meter -> {
                  if (meter.group(1) != null) {
                    found.put(meter.group(2), meter.group(1).toLowerCase(Locale.ROOT));
                  } else if (meter.group(3) != null) {
                    found.put(meter.group(4), meter.group(3));
                  } else {
                    found.put(meter.group(6), "timer");
                  }
                });
      }
    }
    return found;
  }

  private static List<JsonNode> rules() {
    List<JsonNode> rules = new ArrayList<>();
    Manifests.read("components/monitoring/alerts.yaml")
        .at("/spec/groups")
        .forEach(group -> group.get("rules").forEach(rules::add));
    return rules;
  }

  private static List<String> expressions() throws IOException {
    JsonNode dashboard =
        new ObjectMapper()
            .readTree(Manifests.ROOT.resolve("components/monitoring/dashboard.json").toFile());
    List<String> expressions = new ArrayList<>(dashboard.findValuesAsText("expr"));
    rules().forEach(rule -> expressions.add(rule.get("expr").asText()));
    for (JsonNode scaled : Manifests.ofKind(Manifests.sources(), "ScaledObject")) {
      expressions.addAll(scaled.findValuesAsText("query"));
    }
    return expressions;
  }
}
