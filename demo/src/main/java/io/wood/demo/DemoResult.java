package io.wood.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.wood.contracts.parameter.Arm;
import io.wood.method.evaluation.MeanDeviation;
import io.wood.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The result of the demo, written as JSON.
 *
 * @param ok true when every stage succeeded
 * @param failure what went wrong, empty after success
 * @param candidates counts of the pool: published, ranked, dismissed, approved, pruned
 * @param rows one per arm and seed
 * @param summary mean and standard deviation by arm and figure
 * @param stages duration of each stage
 * @param totalSeconds duration of the whole demo
 * @param peakMemoryBytes peak resident memory of all processes together
 * @param report the HTML report, empty when there is none
 */
record DemoResult(
    boolean ok,
    String failure,
    Map<String, Integer> candidates,
    List<DemoOutcome> rows,
    Map<Arm, Map<String, MeanDeviation>> summary,
    List<DemoStages.Stage> stages,
    double totalSeconds,
    long peakMemoryBytes,
    String report) {

  void write(Path file) {
    ObjectWriter writer = Json.mapper().writerWithDefaultPrettyPrinter();
    try {
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      Files.writeString(file, writer.writeValueAsString(this) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
