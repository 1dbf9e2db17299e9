package io.wood.bench.refining;

import io.wood.bench.process.BenchSystem;
import io.wood.bench.process.RandomClassifier;
import io.wood.bench.process.ServiceProcess;
import io.wood.cli.client.EventSender;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import io.wood.cli.dataset.DatasetImporter;
import io.wood.cli.dataset.DatasetPlan;
import io.wood.cli.dataset.MaskValues;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Refines photographs by the packaged refiner, and by the bare stages before and after it. */
final class RefinementRun {
  private static final double TARGET = .9;
  private static final int SEED = 1;
  private static final double HOUR = 3600;
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration LIMIT = Duration.ofHours(12);

  /** Long enough that reading the log takes no time from the refiner. */
  private static final long PAUSE = 5000;

  private final BenchSystem system;
  private final NetworkSpec network;
  private final RefinementParameters parameters;
  private final Terminal terminal;

  RefinementRun(
      BenchSystem system, NetworkSpec network, RefinementParameters parameters, Terminal terminal) {
    this.system = system;
    this.network = network;
    this.parameters = parameters;
    this.terminal = terminal;
  }

  /**
   * Measures. Both processes first refine other photographs, so that their compilers have done the
   * same work.
   *
   * @param measured photographs
   * @param warmUp other photographs
   * @return whether the target is met
   */
  boolean run(int measured, int warmUp) {
    List<Photograph> first = photographs(0, warmUp);
    List<Photograph> second = photographs(warmUp, warmUp + measured);
    ServiceProcess refiner = system.service("refiner", RefiningCommand.OPTIONS);
    refiner.start();
    refiner.awaitReady(START_LIMIT);
    try (BareStages stages = new BareStages(network, SEED, parameters)) {
      refine(refiner, "warm-up", first);
      stages.measure(first);
      StageTimes before = stages.measure(second);
      StageTimes service = refine(refiner, "photographs", second);
      StageTimes after = stages.measure(second);
      line("the bare stages took %.2f s before and %.2f s after", before.whole(), after.whole());
      return report(measured, service, before.mean(after));
    }
  }

  private static List<Photograph> photographs(int from, int to) {
    return IntStream.range(from, to).mapToObj(Photograph::new).toList();
  }

  private StageTimes refine(ServiceProcess refiner, String name, List<Photograph> photographs) {
    RunningSystem clients = system.clients();
    DatasetPlan plan =
        new DatasetPlan(
            name,
            Photograph.CLASSES,
            MaskValues.inOrder(Photograph.CLASSES),
            photographs.stream().map(Photograph::planned).toList(),
            List.of());
    ArtifactRef dataset = new DatasetImporter(clients.store(), (done, total) -> {}).run(plan).ref();
    try (EventSender sender = clients.sender("bench")) {
      new RandomClassifier(name, Arm.BASE, network, Photograph.CLASSES, SEED)
          .publish(clients.store(), sender, dataset, parameters);
    }
    RefinementLog log = new RefinementLog(clients.tail(), name);
    ServiceProcess.await(
        "the refinement " + name,
        LIMIT,
        PAUSE,
        () -> {
          failUnlessRunning(refiner);
          return log.isComplete();
        });
    return log.times();
  }

  private void failUnlessRunning(ServiceProcess refiner) {
    if (refiner.handle().isEmpty()) {
      throw new CommandFailedException("the refiner ended; its log is in " + system.folder());
    }
  }

  private boolean report(int images, StageTimes service, StageTimes bare) {
    line("%-24s %10s %10s %10s %10s %6s", "", "s", "images/h", "bare s", "images/h", "share");
    row("CAMs, labels for IRN", images, service.cams(), bare.cams());
    row(
        "IRN, %d steps".formatted(parameters.irn().steps(images)),
        images,
        service.irn(),
        bare.irn());
    row("edges, random walk", images, service.walks(), bare.walks());
    row("threshold, masks", images, service.masks(), bare.masks());
    row("whole", images, service.whole(), bare.whole());
    double share = bare.whole() / service.whole();
    boolean met = share >= TARGET;
    line(
        "%d photographs, %s: %.0f an hour, %.2f of the bare stages (at least %.2f): %s",
        images,
        network.architecture(),
        images * HOUR / service.whole(),
        share,
        TARGET,
        met ? "met" : "MISSED");
    return met;
  }

  private void row(String stage, int images, double service, double bare) {
    line(
        "%-24s %10.2f %10.0f %10.2f %10.0f %6.2f",
        stage, service, images * HOUR / service, bare, images * HOUR / bare, bare / service);
  }

  private void line(String format, Object... values) {
    terminal.line(String.format(Locale.ROOT, format, values));
  }
}
