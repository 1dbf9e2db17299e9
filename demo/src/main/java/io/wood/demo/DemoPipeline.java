package io.wood.demo;

import io.wood.cli.client.ExperimentClient;
import io.wood.cli.client.RefinementClient;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.compare.RefinedRun;
import io.wood.cli.compare.RunComparison;
import io.wood.cli.console.ProgressPrinter;
import io.wood.cli.console.Terminal;
import io.wood.cli.publish.CandidatePublishing;
import io.wood.cli.report.StageTime;
import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.parameter.Arm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the pipeline from drawn images to figures on a running system. Results of an earlier demo
 * are found in the topics and the store and are reused.
 */
final class DemoPipeline {
  private static final List<String> NOTES =
      List.of(
          "The images are drawn, with exact masks; only the evaluation reads the masks.",
          "A simulated reviewer pruned by the drawn truth, instead of a person.",
          "Control was trained from the same base for the same number of steps, without OoDs.",
          "Later experiments train while earlier ones are refined; a stage's time is the wait for it.");

  private final RunningSystem system;
  private final DemoData data;
  private final DemoStages stages;
  private final Terminal terminal;
  private final ProgressPrinter progress;
  private final ExperimentClient experiments;
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final List<DemoOutcome> outcomes = new ArrayList<>();
  private final List<RefinedRun> refined = new ArrayList<>();

  DemoPipeline(RunningSystem system, DemoData data, DemoStages stages, Terminal terminal) {
    this.system = system;
    this.data = data;
    this.stages = stages;
    this.terminal = terminal;
    this.progress = new ProgressPrinter(terminal);
    this.experiments = new ExperimentClient(system);
  }

  Map<String, Integer> counts() {
    return Map.copyOf(counts);
  }

  List<DemoOutcome> outcomes() {
    return List.copyOf(outcomes);
  }

  /** Writes the comparison as one HTML file. */
  void report(Path file) {
    stages.run(
        "write the report",
        () -> {
          List<StageTime> times =
              stages.done().stream()
                  .map(
                      stage ->
                          new StageTime(
                              stage.name(), Duration.ofMillis(Math.round(stage.seconds() * 1000))))
                  .toList();
          new RunComparison(system).write(refined, times, NOTES, file);
          return file;
        });
  }

  void run(DemoRun.Plan plan) {
    prepare();
    String base = trainBase();
    Set<String> hard = rank(weights(base));
    review(hard);
    List<Requested> requested = new ArrayList<>();
    for (long seed : plan.seeds()) {
      for (Arm arm : List.of(Arm.CONTROL, Arm.WOOD)) {
        String id = experiments.request(DemoOrders.arm(arm, seed, base, plan.segmentation()));
        requested.add(new Requested(arm, seed, id));
      }
    }
    // All at once: while the refiner has one, the trainer has the next.
    requested.forEach(each -> outcomes.add(outcome(each)));
  }

  /** An experiment that the trainer has accepted. */
  private record Requested(Arm arm, long seed, String id) {}

  private void prepare() {
    if (data.complete()) {
      terminal.line("the dataset is already drawn and imported");
      return;
    }
    stages.run(
        "draw the demo dataset",
        () -> {
          data.draw(progress);
          return null;
        });
    stages.run(
        "import the labelled images",
        () -> {
          var imported = data.load(progress);
          progress.finish("  " + imported.summary());
          return imported;
        });
  }

  private String trainBase() {
    return stages.run(
        "train the base classifier",
        () -> {
          String base = experiments.request(DemoOrders.base());
          experiments.follow(base, progress);
          progress.finish("  " + base + " " + experiments.show(base).summary().metrics());
          return base;
        });
  }

  private String weights(String experiment) {
    return experiments.show(experiment).model().weights().sha256();
  }

  private Set<String> rank(String weights) {
    return stages.run(
        "publish and rank the candidates",
        () -> {
          RankedPool pool = new RankedPool(system, weights);
          Set<String> images = data.drawnTruth().byImage().keySet();
          pool.awaitModel();
          publishMissing(pool);
          RankedPool.Results results = pool.await(images, progress);
          Set<String> hard = new HashSet<>(results.hard());
          hard.retainAll(images);
          counts.put("published", images.size());
          counts.put("ranked", hard.size());
          counts.put("dismissed", images.size() - hard.size());
          progress.finish(
              "  %d candidates: %d hard, %d dismissed"
                  .formatted(images.size(), hard.size(), images.size() - hard.size()));
          return hard;
        });
  }

  private void publishMissing(RankedPool pool) {
    Set<String> published = pool.published();
    List<Path> files =
        data.drawnTruth().byImage().entrySet().stream()
            .filter(entry -> !published.contains(entry.getKey()))
            .map(entry -> data.candidates().resolve(entry.getValue().name() + ".jpg"))
            .filter(Files::exists)
            .sorted()
            .toList();
    if (!files.isEmpty()) {
      new CandidatePublishing(system, "demo").publish(files, Set.of(), progress);
    }
  }

  private void review(Set<String> hard) {
    stages.run(
        "review: a simulated reviewer uses the drawn truth, instead of a person",
        () -> {
          SimulatedReviewer reviewer =
              new SimulatedReviewer(system.api("curation"), data.drawnTruth());
          SimulatedReviewer.Review review = reviewer.review(hard, progress);
          counts.put("approved", review.approved());
          counts.put("pruned", review.pruned());
          progress.finish(
              "  %d approved as hard OoDs, %d pruned because they show an object"
                  .formatted(review.approved(), review.pruned()));
          return review;
        });
  }

  private DemoOutcome outcome(Requested of) {
    String name = of.arm.label() + ", seed " + of.seed;
    stages.run(
        "train " + name,
        () -> {
          experiments.follow(of.id, progress);
          return of;
        });
    RefinementCompleted completed =
        stages.run("refine " + name, () -> new RefinementClient(system).follow(of.id, progress));
    ExperimentSummary summary = experiments.show(of.id).summary();
    int oods = summary.oodCount();
    refined.add(new RefinedRun(of.arm, of.seed, oods, completed));
    Map<String, Double> metrics = new LinkedHashMap<>(completed.metrics());
    summary.metrics().forEach((metric, value) -> metrics.put("training." + metric, value));
    return new DemoOutcome(of.arm, of.seed, of.id, oods, metrics);
  }
}
