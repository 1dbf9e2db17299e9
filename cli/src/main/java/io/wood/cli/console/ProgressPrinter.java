package io.wood.cli.console;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Prints the progress of a long step: count, rate, time left. On a terminal it updates one line;
 * elsewhere it prints a line every few seconds. The rate is the mean of the phase, so that a short
 * pause does not change the time left much.
 */
public final class ProgressPrinter {
  private static final Duration ON_TERMINAL = Duration.ofMillis(200);
  private static final Duration ELSEWHERE = Duration.ofSeconds(5);

  private final Terminal terminal;
  private final LongSupplier millis;
  private String phase = "";
  private String waiting = "";
  private long phaseStarted;
  private long firstDone;
  private long lastShown;

  public ProgressPrinter(Terminal terminal) {
    this(terminal, InstantSource.system()::millis);
  }

  ProgressPrinter(Terminal terminal, LongSupplier millis) {
    this.terminal = terminal;
    this.millis = millis;
  }

  /** Shows that {@code done} of {@code total} (0 when unknown) are done. */
  public void show(String phase, long done, long total, String unit) {
    show(phase, done, total, unit, "");
  }

  /** Shows the progress with a remark such as the current loss. */
  public synchronized void show(String phase, long done, long total, String unit, String remark) {
    long now = millis.getAsLong();
    boolean fresh = !phase.equals(this.phase) || done < firstDone;
    if (fresh) {
      this.phase = phase;
      phaseStarted = now;
      firstDone = done;
    }
    Duration pause = terminal.interactive() ? ON_TERMINAL : ELSEWHERE;
    if (fresh || done == total || now - lastShown >= pause.toMillis()) {
      lastShown = now;
      terminal.status(text(done, total, unit, remark, now - phaseStarted));
    }
  }

  /** Shows that the step has not started; elsewhere than on a terminal, each text is shown once. */
  public synchronized void waiting(String text) {
    if (terminal.interactive() || !text.equals(waiting)) {
      terminal.status("  " + text);
    }
    waiting = text;
  }

  /** Ends the step with a line that stays. */
  public synchronized void finish(String text) {
    phase = "";
    terminal.line(text);
  }

  private String text(long done, long total, String unit, String remark, long elapsedMillis) {
    StringBuilder text = new StringBuilder("  ").append(phase).append(": ").append(done);
    if (total > 0) {
      text.append(" of ").append(total);
    }
    text.append(' ').append(unit);
    double perSecond = elapsedMillis == 0 ? 0 : (done - firstDone) * 1000.0 / elapsedMillis;
    if (perSecond > 0) {
      text.append(", ").append(HumanUnits.rate(perSecond)).append("/s");
      if (total > done) {
        long left = Math.round((total - done) / perSecond * 1000);
        text.append(", ").append(HumanUnits.duration(Duration.ofMillis(left))).append(" left");
      }
    }
    return remark.isEmpty() ? text.toString() : text.append(", ").append(remark).toString();
  }
}
