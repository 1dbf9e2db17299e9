package io.wood.kit.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackgroundTaskTest {
  private final Deque<Throwable> failures = new ArrayDeque<>();
  private final BackgroundTask task = new BackgroundTask("test", this::work);

  @Test
  void anExceptionIsShownUntilTheWorkSucceeds() {
    failures.add(new IllegalStateException("no store"));

    task.run();
    assertThat(task.problem().orElse("")).contains("no store");
    assertThat(task.isAlive()).isTrue();

    task.run();
    assertThat(task.problem()).isEmpty();
  }

  @Test
  void anErrorMarksItAsDeadForGood() {
    failures.addAll(List.of(new OutOfMemoryError("heap")));

    task.run();
    task.run();

    assertThat(task.isAlive()).isFalse();
  }

  private void work() {
    Throwable failure = failures.poll();
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (failure instanceof Error error) {
      throw error;
    }
  }
}
