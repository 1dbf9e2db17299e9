package io.wood.bench.ledger;

import io.wood.bench.process.BenchProcess;
import io.wood.bench.process.ServiceProcess;
import io.wood.cli.console.Terminal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * Kills every process once in each stage, in random order and at random moments. A task of the
 * refiner that ends its process three times counts as the cause, so no stage sees three rounds.
 */
final class ProcessKiller implements Disturbance {
  /** Longest time before a kill, milliseconds. */
  static final int MAX_PAUSE = 4000;

  private final List<BenchProcess> processes;
  private final Terminal terminal;
  private final Random random;
  private final int maxPause;
  private final List<String> spared = new ArrayList<>();

  /**
   * Prepares the kills.
   *
   * @param processes who is killed
   * @param seed of order and moments
   * @param maxPause the longest time before a kill, milliseconds; a killed process is away for half
   *     of it at most
   */
  ProcessKiller(
      List<? extends BenchProcess> processes, Terminal terminal, long seed, int maxPause) {
    this.processes = List.copyOf(processes);
    this.terminal = terminal;
    this.random = new Random(seed);
    this.maxPause = maxPause;
  }

  @Override
  public void during(String stage, BooleanSupplier lasts) {
    List<BenchProcess> victims = new ArrayList<>(processes);
    Collections.shuffle(victims, random);
    for (BenchProcess victim : victims) {
      ServiceProcess.pause(random.nextInt(maxPause));
      int away = random.nextInt(maxPause / 2);
      if (lasts.getAsBoolean()) {
        victim.kill();
        terminal.line("%s: killed the %s".formatted(stage, victim.name()));
        ServiceProcess.pause(away);
        victim.start();
      } else {
        spared.add("%s: over before the %s was killed".formatted(stage, victim.name()));
      }
    }
  }

  @Override
  public List<String> faults() {
    return List.copyOf(spared);
  }
}
