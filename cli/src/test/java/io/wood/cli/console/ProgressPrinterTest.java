package io.wood.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong clock = new AtomicLong(1000);

  @Test
  void showsCountRateAndTimeLeft() {
    ProgressPrinter printer = printer(false);

    printer.show("publishing", 0, 100, "images");
    clock.addAndGet(10_000);
    printer.show("publishing", 20, 100, "images");

    assertThat(text())
        .isEqualTo(
            """
              publishing: 0 of 100 images
              publishing: 20 of 100 images, 2.00/s, 40 s left
            """);
  }

  @Test
  void writesOnlyALineEveryFewSecondsIntoAFile() {
    ProgressPrinter printer = printer(false);

    for (int i = 0; i < 100; i++) {
      printer.show("training", i, 1000, "steps");
      clock.addAndGet(100);
    }

    assertThat(text().lines()).hasSize(2);
  }

  @Test
  void beginsTheRateAnewWithEachPhase() {
    ProgressPrinter printer = printer(false);
    printer.show("base", 0, 10, "steps");
    clock.addAndGet(100_000);

    printer.show("wood", 5, 10, "steps");
    clock.addAndGet(5_000);
    printer.show("wood", 10, 10, "steps");

    assertThat(text()).endsWith("  wood: 10 of 10 steps, 1.00/s\n");
  }

  @Test
  void saysOnceInAFileWhatItWaitsFor() {
    ProgressPrinter printer = printer(false);

    printer.waiting("b waits until the refiner is done with a");
    printer.waiting("b waits until the refiner is done with a");
    printer.waiting("b waits for the refiner to take it up");

    assertThat(text())
        .isEqualTo(
            """
              b waits until the refiner is done with a
              b waits for the refiner to take it up
            """);
  }

  @Test
  void replacesTheLineOnATerminal() {
    ProgressPrinter printer = printer(true);
    printer.show("training", 1, 2, "steps");

    printer.finish("trained");

    assertThat(text()).endsWith("\r\u001b[2Ktrained\n").doesNotContain("steps\n");
  }

  private ProgressPrinter printer(boolean interactive) {
    Terminal terminal = new Terminal(new PrintStream(bytes, true, UTF_8), interactive);
    return new ProgressPrinter(terminal, clock::get);
  }

  private String text() {
    return bytes.toString(UTF_8);
  }
}
