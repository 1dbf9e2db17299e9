package io.wood.bench.ranking;

import io.wood.bench.process.BenchSystem;
import io.wood.bench.process.ResultRate;
import io.wood.bench.process.ServiceProcess;
import io.wood.cli.client.EventSender;
import io.wood.cli.client.EventTail;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.console.Terminal;
import io.wood.contracts.api.ranker.RankerStatus;
import io.wood.contracts.api.ranker.RankingCounts;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.Event;
import io.wood.contracts.parameter.NetworkSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Measures one ranker, two rankers, and one that scores nothing. */
final class RankingRun {
  /** JVM options of a pod, and those of {@code ./wood}, where the heap is smaller. */
  private static final List<String> POD = List.of("-Xmx1g", "-XX:+UseSerialGC");

  private static final List<String> LOCAL = List.of("-Xmx512m", "-XX:+UseSerialGC");
  private static final String RANKS_ALL = "-Dwood.ranker.threshold=0";
  private static final int LARGE = 4;

  private static final double PASSES_TARGET = .9;
  private static final double EVENTS_TARGET = 5000;
  private static final double SHARE_TARGET = .4;
  private static final int BATCH = 16;
  private static final int PASSES = 12;
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final long PAUSE = 500;
  private static final long REBALANCE = 10_000;

  private final BenchSystem system;
  private final NetworkSpec network;
  private final Terminal terminal;
  private boolean met = true;

  RankingRun(BenchSystem system, NetworkSpec network, Terminal terminal) {
    this.system = system;
    this.network = network;
    this.terminal = terminal;
  }

  /**
   * Measures everything.
   *
   * @param images photographs for one ranker, and as many for two
   * @param events for the path of an event
   * @return whether the targets are met
   */
  boolean run(int images, int events) {
    ServiceProcess one = ranker("ranker", POD, RANKS_ALL);
    ServiceProcess other = ranker("ranker-2", POD, RANKS_ALL);
    ServiceProcess constant = ranker("ranker-constant", POD, "-Dwood.ranker.constant-score=0.25");
    RunningSystem clients = system.clients();
    try (EventSender sender = clients.sender("bench")) {
      RankingLoad load = new RankingLoad(clients, sender, network);
      double alone = scoring(load, one, images);
      sharing(load, List.of(one, other), images, alone);
      one.kill();
      other.kill();
      large(load);
      path(load, constant, events);
    }
    return met;
  }

  private ServiceProcess ranker(String name, List<String> jvm, String option) {
    List<String> options = new ArrayList<>(jvm);
    options.add(option);
    return system.service("ranker", name, options);
  }

  /** All photographs wait before the classifier comes, so the network never waits for events. */
  private double scoring(RankingLoad load, ServiceProcess ranker, int images) {
    load.publishImages(images);
    start(ranker);
    double before = BarePasses.rate(network, BATCH, PASSES);
    load.publishClassifier();
    await(CandidateRanked.class, images);
    double bare = (before + BarePasses.rate(network, BATCH, PASSES)) / 2;
    double rate = ResultRate.of(times(0));
    check(
        rate >= PASSES_TARGET * bare,
        "one ranker, %s: %.2f photographs/s, bare passes of %d: %.2f/s, %.2f of them (at least %.2f)",
        network.architecture(),
        rate,
        BATCH,
        bare,
        rate / bare,
        PASSES_TARGET);
    return rate;
  }

  private void sharing(RankingLoad load, List<ServiceProcess> rankers, int images, double alone) {
    int earlier = (int) tail().count(CandidateRanked.class);
    start(rankers.get(1));
    ServiceProcess.pause(REBALANCE);
    load.publishImages(images);
    await(CandidateRanked.class, earlier + images);
    long second = count(rankers.get(1));
    double share = Math.min(second, images - second) / (double) images;
    check(
        share >= SHARE_TARGET,
        "two rankers: %d and %d photographs, the smaller share is %.2f (at least %.2f); %.2f × the rate of one",
        images - second,
        second,
        share,
        SHARE_TARGET,
        ResultRate.of(times(earlier)) / alone);
  }

  /** Through both doors at once. */
  private void large(RankingLoad load) {
    int earlier = (int) tail().count(CandidateRanked.class);
    ServiceProcess ranker = ranker("ranker-large", LOCAL, RANKS_ALL);
    start(ranker);
    List<byte[]> files = IntStream.range(0, 2 * LARGE).mapToObj(LargePhotographs::file).toList();
    List<ArtifactRef> stored = files.subList(0, LARGE).stream().map(load::store).toList();
    long begin = System.nanoTime();
    load.publish(stored);
    LargePhotographs.upload(ranker, files.subList(LARGE, 2 * LARGE));
    await(CandidateRanked.class, earlier + 2 * LARGE);
    check(
        times(earlier).size() == 2 * LARGE,
        "%d photographs of 48 megapixels through Kafka and %d through HTTP at once: %d ranked, %.1f s, peak %d MiB",
        LARGE,
        LARGE,
        times(earlier).size(),
        (System.nanoTime() - begin) / 1e9,
        ranker.peakMemory());
    ranker.kill();
  }

  private void path(RankingLoad load, ServiceProcess ranker, int events) {
    load.publishEvents(events);
    start(ranker);
    await(CandidateDismissed.class, events);
    List<Instant> times = new ArrayList<>();
    tail().readAll(CandidateDismissed.class, event -> times.add(event.dismissedAt()));
    double rate = ResultRate.of(times);
    check(
        rate >= EVENTS_TARGET,
        "the path of an event without scoring: %.0f events/s (at least %.0f)",
        rate,
        EVENTS_TARGET);
  }

  private static void start(ServiceProcess ranker) {
    ranker.start();
    ranker.awaitReady(START_LIMIT);
  }

  private void await(Class<? extends Event> type, long count) {
    ServiceProcess.await(
        "%d of %s in the log".formatted(count, type.getSimpleName()),
        LIMIT,
        PAUSE,
        () -> tail().count(type) >= count);
  }

  private static long count(ServiceProcess ranker) {
    RankingCounts counts = ranker.api().get("api/status", RankerStatus.class).counts();
    return counts.ranked() + counts.belowThreshold() + counts.unusable();
  }

  /** When the results arose, without the first ones. */
  private List<Instant> times(int skipped) {
    List<Instant> times = new ArrayList<>();
    tail().readAll(CandidateRanked.class, event -> times.add(event.rankedAt()));
    return times.stream().sorted().skip(skipped).toList();
  }

  private EventTail tail() {
    return system.clients().tail();
  }

  private void check(boolean isMet, String format, Object... values) {
    met &= isMet;
    terminal.line(String.format(Locale.ROOT, format, values) + (isMet ? ": met" : ": MISSED"));
  }
}
