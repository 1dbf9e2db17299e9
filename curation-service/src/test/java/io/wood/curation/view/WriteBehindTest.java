package io.wood.curation.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WriteBehindTest {
  private final List<LogBatch> written = new CopyOnWriteArrayList<>();

  @Test
  void writesBatchesInTheOrderOfArrival() {
    // Given
    List<LogBatch> batches = IntStream.range(0, 50).mapToObj(WriteBehindTest::batch).toList();

    // When
    try (WriteBehind writing = new WriteBehind(written::add)) {
      batches.forEach(writing::add);
      writing.await();
    }

    // Then
    assertThat(written).containsExactlyElementsOf(batches);
  }

  @Test
  void writesNothingAfterAFailedBatchAndReportsIt() {
    // Given: two batches wait behind one that will fail
    CountDownLatch added = new CountDownLatch(1);
    try (WriteBehind writing =
        new WriteBehind(
            batch -> {
              await(added);
              if (batch.equals(batch(1))) {
                throw new IllegalStateException("the disk is full");
              }
              written.add(batch);
            })) {
      IntStream.range(0, 4).forEach(number -> writing.add(batch(number)));

      // When
      added.countDown();

      // Then
      assertThatThrownBy(writing::await)
          .isInstanceOf(ViewException.class)
          .hasRootCauseMessage("the disk is full");
    }
    assertThat(written).containsExactly(batch(0));
  }

  private static LogBatch batch(int number) {
    return new LogBatch(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(new LogPosition("wood.candidates.ranked", number), 1L),
        Map.of());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
