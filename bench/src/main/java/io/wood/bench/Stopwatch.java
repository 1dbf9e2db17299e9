package io.wood.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Wall and processor time of repeated work. */
final class Stopwatch {
  private static final double NANOS = 1e9;

  private final LongSupplier cpuNanos;
  private final List<Double> wall = new ArrayList<>();
  private final List<Double> cpu = new ArrayList<>();

  private Stopwatch(LongSupplier cpuNanos) {
    this.cpuNanos = cpuNanos;
  }

  /** Counts the processor time of all threads. */
  static Stopwatch ofProcess() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Stopwatch(system::getProcessCpuTime);
  }

  /** Counts the processor time of the calling thread alone. */
  static Stopwatch ofThread() {
    return new Stopwatch(ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
  }

  /** Does the work once and keeps its times. */
  void time(Runnable work) {
    long cpuBegin = cpuNanos.getAsLong();
    long begin = System.nanoTime();
    work.run();
    add(System.nanoTime() - begin, cpuNanos.getAsLong() - cpuBegin);
  }

  /** Keeps times that were taken elsewhere. */
  void add(long wallNanos, long cpuNanosSpent) {
    wall.add(wallNanos / NANOS);
    cpu.add(cpuNanosSpent / NANOS);
  }

  /** The clock of processor time, nanoseconds. */
  long cpuNow() {
    return cpuNanos.getAsLong();
  }

  /** Leaves out what has been measured so far. */
  void forget() {
    wall.clear();
    cpu.clear();
  }

  Quantiles wall() {
    return Quantiles.of(wall);
  }

  Quantiles cpu() {
    return Quantiles.of(cpu);
  }

  /** Wall times as multiples of another's, round by round. */
  Quantiles wallOver(Stopwatch other) {
    return Quantiles.of(quotients(wall, other.wall));
  }

  /** Processor times as multiples of another's, round by round. */
  Quantiles cpuOver(Stopwatch other) {
    return Quantiles.of(quotients(cpu, other.cpu));
  }

  private static List<Double> quotients(List<Double> above, List<Double> below) {
    List<Double> quotients = new ArrayList<>();
    for (int i = 0; i < Math.min(above.size(), below.size()); i++) {
      quotients.add(above.get(i) / Math.max(below.get(i), 1 / NANOS));
    }
    return quotients;
  }
}
