package io.wood.bench.ledger;

import io.wood.bench.process.BenchProcess;
import io.wood.bench.process.ServiceProcess;
import io.wood.cli.console.Terminal;
import io.wood.cli.process.HealthProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Keeps broker or store away for a while in each stage: stopped, so that it accepts connections and
 * never answers, or killed as often as it comes back. Each service must be not ready meanwhile (say
 * so, or not answer), and must be ready again afterwards.
 */
final class LongOutage implements Disturbance {
  /** How long a service may say that it is ready although it is not. */
  private static final Duration NOTICE = Duration.ofSeconds(60);

  /** How long it may take to be ready again. */
  private static final Duration RETURN = Duration.ofSeconds(90);

  private static final long PAUSE = 500;

  private final BenchProcess victim;
  private final List<ServiceProcess> services;
  private final Duration length;
  private final boolean killed;
  private final Terminal terminal;
  private final HealthProbe probe = new HealthProbe();
  private final List<String> faults = new ArrayList<>();

  /**
   * Prepares an outage.
   *
   * @param victim who is away
   * @param services who need it
   * @param killed true kills, false stops
   */
  LongOutage(
      BenchProcess victim,
      List<ServiceProcess> services,
      Duration length,
      boolean killed,
      Terminal terminal) {
    this.victim = victim;
    this.services = List.copyOf(services);
    this.length = length;
    this.killed = killed;
    this.terminal = terminal;
  }

  @Override
  public void during(String stage, BooleanSupplier lasts) {
    if (!lasts.getAsBoolean()) {
      fault("%s: over before the %s was away".formatted(stage, victim.name()));
      return;
    }
    terminal.line("%s: the %s is away for %s".formatted(stage, victim.name(), length));
    Map<String, Duration> noticed = killed ? awaitNotReady(victim::kill) : stopped();
    victim.start();
    report(stage, "not ready after", noticed, NOTICE);
    report(stage, "ready again after", awaitReady(), RETURN);
  }

  /** A process that stays stopped would not end with its system. */
  private Map<String, Duration> stopped() {
    victim.freeze();
    try {
      return awaitNotReady(() -> {});
    } finally {
      victim.thaw();
    }
  }

  /** Returns when each service was not ready for the first time; lasts as long as the outage. */
  private Map<String, Duration> awaitNotReady(Runnable repeated) {
    long begin = System.nanoTime();
    Map<String, Duration> noticed = new TreeMap<>();
    while (since(begin).compareTo(length) < 0) {
      repeated.run();
      for (ServiceProcess service : services) {
        if (!noticed.containsKey(service.name()) && !isReady(service)) {
          noticed.put(service.name(), since(begin));
        }
      }
      ServiceProcess.pause(PAUSE);
    }
    return noticed;
  }

  private Map<String, Duration> awaitReady() {
    long begin = System.nanoTime();
    Map<String, Duration> ready = new TreeMap<>();
    while (ready.size() < services.size() && since(begin).compareTo(RETURN) < 0) {
      for (ServiceProcess service : services) {
        if (!ready.containsKey(service.name()) && isReady(service)) {
          ready.put(service.name(), since(begin));
        }
      }
      ServiceProcess.pause(PAUSE);
    }
    return ready;
  }

  private void report(String stage, String what, Map<String, Duration> times, Duration timeout) {
    terminal.line("%s: %s %s".formatted(stage, what, times));
    for (ServiceProcess service : services) {
      Duration time = times.get(service.name());
      if (time == null || time.compareTo(timeout) > 0) {
        fault("%s: the %s must be %s %s at most".formatted(stage, service.name(), what, timeout));
      }
    }
  }

  /** Says it at once: what comes after may not end. */
  private void fault(String text) {
    terminal.line("FAULT " + text);
    faults.add(text);
  }

  private boolean isReady(ServiceProcess service) {
    return probe.service(service.api().base().getPort());
  }

  private static Duration since(long begin) {
    return Duration.ofMillis((System.nanoTime() - begin) / 1_000_000);
  }

  @Override
  public List<String> faults() {
    return List.copyOf(faults);
  }
}
