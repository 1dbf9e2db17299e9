package io.wood.curation;

import io.wood.contracts.CurationDecided.Verdict;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Prints how fast the view is built and read, in processor time: {@code ViewSpeed CANDIDATES}. Run
 * by hand.
 */
final class ViewSpeed {
  private ViewSpeed() {}

  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[0]);
    Path directory = Files.createTempDirectory("view-speed");
    try (ViewDatabase database = ViewDatabase.open(directory.resolve("view"))) {
      ViewWriter writer = new ViewWriter(database);
      writer.beginRebuild();
      long spent = 0;
      for (int from = 0; from < count; from += 5000) {
        List<io.wood.contracts.CandidateRanked> ranked =
            IntStream.range(from, Math.min(count, from + 5000)).mapToObj(Samples::ranked).toList();
        long start = cpu();
        writer.apply(new Batch(ranked, List.of(), Map.of()));
        spent += cpu() - start;
      }
      print("rankings/s", count / (spent / 1e9));
      spent = 0;
      for (int from = 0; from < count / 4; from += 5000) {
        List<io.wood.contracts.CurationDecided> decided =
            IntStream.range(from, Math.min(count / 4, from + 5000))
                .mapToObj(
                    i ->
                        Samples.decided(
                            "d" + i,
                            i,
                            i % 3 == 0 ? Verdict.PRUNED : Verdict.APPROVED,
                            "reviewer" + i % 5,
                            Samples.NOON,
                            null))
                .toList();
        long start = cpu();
        writer.apply(new Batch(List.of(), decided, Map.of()));
        spent += cpu() - start;
      }
      print("decisions/s", count / 4.0 / (spent / 1e9));
      long indexing = cpu();
      writer.endRebuild();
      print("indexing s", (cpu() - indexing) / 1e9);
      pages(new CandidateReader(database), new Random(1));
      StatisticsReader statistics = new StatisticsReader(database, Clock.systemUTC());
      long start = cpu();
      statistics.read();
      print("statistics ms", (cpu() - start) / 1e6);
      System.out.println("file MB " + Files.size(directory.resolve("view.mv.db")) / 1_000_000);
    }
  }

  private static void pages(CandidateReader reader, Random random) {
    List<Double> times = new ArrayList<>();
    double worst = 0;
    String worstFilter = "";
    for (int i = 0; i < 1000; i++) {
      CandidateFilter filter =
          new CandidateFilter(
              List.of(
                      Set.of(Status.OPEN),
                      Set.of(Status.values()),
                      Set.of(Status.PRUNED),
                      Set.of(Status.APPROVED))
                  .get(random.nextInt(4)),
              random.nextBoolean() ? Samples.CLASSES.get(random.nextInt(5)) : null,
              random.nextBoolean() ? .5 + random.nextDouble() / 2 : null,
              random.nextBoolean() ? .5 + random.nextDouble() / 2 : null,
              random.nextBoolean() ? "base" : null,
              random.nextInt(4) == 0 ? "reviewer" + random.nextInt(6) : null,
              random.nextBoolean() ? "camera" : null,
              null,
              random.nextInt(5) == 0 ? random.nextBoolean() : null,
              null,
              null);
      Optional<Cursor> cursor =
          random.nextBoolean()
              ? Optional.of(new Cursor(.5 + random.nextDouble() / 2, Samples.hash(i)))
              : Optional.empty();
      long start = cpu();
      reader.page(filter, cursor, 60);
      double time = (cpu() - start) / 1e6;
      times.add(time);
      if (i > 200 && time > worst) {
        worst = time;
        worstFilter = filter.toString();
      }
    }
    double[] sorted =
        times.subList(200, 1000).stream().mapToDouble(Double::doubleValue).sorted().toArray();
    print("page ms, median", sorted[sorted.length / 2]);
    print("page ms, p99", sorted[sorted.length * 99 / 100]);
    print("page ms, worst", Arrays.stream(sorted).max().orElse(0));
    System.out.println(worstFilter);
  }

  private static void print(String what, double value) {
    System.out.printf(Locale.ROOT, "%-20s %.1f%n", what, value);
  }

  /** Processor time of this thread: what else the machine does hardly shows in it. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
