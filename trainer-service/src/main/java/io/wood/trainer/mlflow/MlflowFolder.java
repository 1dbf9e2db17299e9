package io.wood.trainer.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.store.Hashes;
import io.wood.trainer.mlflow.MlflowRun.Metric;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes experiments as files in the layout of MLflow's file store, the folder {@code mlruns}: a
 * {@code meta.yaml} for each run, one file for each parameter, metric and tag. The ids follow from
 * the names, so the same export is the same files.
 */
public final class MlflowFolder {
  private static final int ID_DIGITS = 18;
  private static final int RUN_DIGITS = 32;

  private final DescribeRun runs;
  private final String name;

  /**
   * Writes runs of one MLflow experiment.
   *
   * @param name of the MLflow experiment
   */
  public MlflowFolder(DescribeRun runs, String name) {
    this.runs = Objects.requireNonNull(runs, "runs");
    this.name = Objects.requireNonNull(name, "name");
  }

  /** Files that are described and not written yet. */
  @FunctionalInterface
  public interface Export {
    /** Writes them as a ZIP file, whose entries are below the root of a store. */
    void to(OutputStream out) throws IOException;
  }

  /**
   * Describes experiments, so that nothing can fail any more once the first byte is written.
   *
   * @param experiments empty for all that have ended
   * @throws io.wood.trainer.experiment.RefusedException when one is unknown or has not ended
   */
  public Export export(List<String> experiments) {
    List<String> ids = experiments.isEmpty() ? runs.ended() : experiments;
    List<MlflowRun> described = ids.stream().distinct().map(runs::of).toList();
    return out -> write(described, out);
  }

  private void write(List<MlflowRun> described, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    String id = id();
    for (MlflowRun run : described) {
      write(zip, id, run);
    }
    long created = described.stream().mapToLong(MlflowRun::startedAt).min().orElse(0);
    Map<String, String> meta = new TreeMap<>();
    meta.put("artifact_location", quoted("mlruns/" + id));
    meta.put("creation_time", Long.toString(created));
    meta.put("experiment_id", quoted(id));
    meta.put("last_update_time", Long.toString(created));
    meta.put("lifecycle_stage", "active");
    meta.put("name", quoted(name));
    entry(zip, id + "/meta.yaml", yaml(meta));
    zip.finish();
  }

  /** A number, as MLflow's own ids of experiments are. */
  private String id() {
    String number = new BigInteger(Hashes.sha256(name.getBytes(UTF_8)), 16).toString();
    return number.substring(0, ID_DIGITS);
  }

  private static void write(ZipOutputStream zip, String experiment, MlflowRun run)
      throws IOException {
    String id = Hashes.sha256(("run " + run.name()).getBytes(UTF_8)).substring(0, RUN_DIGITS);
    String folder = experiment + "/" + id + "/";
    Map<String, String> meta = new TreeMap<>();
    meta.put("artifact_uri", quoted(run.artifacts()));
    meta.put("end_time", Long.toString(run.endedAt()));
    meta.put("entry_point_name", "''");
    meta.put("experiment_id", quoted(experiment));
    meta.put("lifecycle_stage", "active");
    meta.put("run_id", quoted(id));
    meta.put("run_name", quoted(run.name()));
    meta.put("run_uuid", quoted(id));
    meta.put("source_name", "''");
    meta.put("source_type", "4");
    meta.put("source_version", "''");
    meta.put("start_time", Long.toString(run.startedAt()));
    meta.put("status", Integer.toString(run.status().number()));
    meta.put("tags", "[]");
    meta.put("user_id", quoted(run.user()));
    entry(zip, folder + "meta.yaml", yaml(meta));
    for (Map.Entry<String, String> param : run.params().entrySet()) {
      entry(zip, folder + "params/" + param.getKey(), param.getValue());
    }
    for (Map.Entry<String, String> tag : run.tags().entrySet()) {
      entry(zip, folder + "tags/" + tag.getKey(), tag.getValue());
    }
    Map<String, StringBuilder> metrics = new TreeMap<>();
    for (Metric metric : run.metrics()) {
      metrics
          .computeIfAbsent(metric.key(), key -> new StringBuilder())
          .append("%d %s %d\n".formatted(metric.timestamp(), metric.value(), metric.step()));
    }
    for (Map.Entry<String, StringBuilder> metric : metrics.entrySet()) {
      entry(zip, folder + "metrics/" + metric.getKey(), metric.getValue().toString());
    }
  }

  private static void entry(ZipOutputStream zip, String path, String text) throws IOException {
    ZipEntry entry = new ZipEntry(path);
    // The same export is the same bytes.
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(text.getBytes(UTF_8));
    zip.closeEntry();
  }

  private static String yaml(Map<String, String> values) {
    StringBuilder yaml = new StringBuilder();
    values.forEach((key, value) -> yaml.append(key).append(": ").append(value).append('\n'));
    return yaml.toString();
  }

  /** A YAML scalar on one line. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "''").replaceAll("\\R", " ") + "'";
  }
}
