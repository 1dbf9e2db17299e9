package io.wood.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Records wall and processor time of repeated work. */
public final class Stopwatch {
  private static final double NANOS = 1e9;

  private final LongSupplier cpuNanos;
  private final List<Double> wall = new ArrayList<>();
  private final List<Double> cpu = new ArrayList<>();

  private Stopwatch(LongSupplier cpuNanos) {
    this.cpuNanos = cpuNanos;
  }

  /** Counts the processor time of all threads. */
  public static Stopwatch ofProcess() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Stopwatch(system::getProcessCpuTime);
  }

  /** Counts the processor time of the calling thread only. */
  public static Stopwatch ofThread() {
    return new Stopwatch(ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
  }

  /** Runs the work once and records its times. */
  public void time(Runnable work) {
    long cpuBegin = cpuNanos.getAsLong();
    long begin = System.nanoTime();
    work.run();
    add(System.nanoTime() - begin, cpuNanos.getAsLong() - cpuBegin);
  }

  /** Records times that the caller measured. */
  public void add(long wallNanos, long cpuNanosSpent) {
    wall.add(wallNanos / NANOS);
    cpu.add(cpuNanosSpent / NANOS);
  }

  /** Current processor time, nanoseconds. */
  public long cpuNow() {
    return cpuNanos.getAsLong();
  }

  /** Discards all recorded times. */
  public void reset() {
    wall.clear();
    cpu.clear();
  }

  public Quantiles wall() {
    return Quantiles.of(wall);
  }

  public Quantiles cpu() {
    return Quantiles.of(cpu);
  }

  /** Wall times divided by those of the other, round by round. */
  public Quantiles wallOver(Stopwatch other) {
    return Quantiles.of(quotients(wall, other.wall));
  }

  /** Processor times divided by those of the other, round by round. */
  public Quantiles cpuOver(Stopwatch other) {
    return Quantiles.of(quotients(cpu, other.cpu));
  }

  private static List<Double> quotients(List<Double> numerators, List<Double> denominators) {
    List<Double> quotients = new ArrayList<>();
    for (int i = 0; i < Math.min(numerators.size(), denominators.size()); i++) {
      quotients.add(numerators.get(i) / Math.max(denominators.get(i), 1 / NANOS));
    }
    return quotients;
  }
}
