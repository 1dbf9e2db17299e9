package io.wood.curation.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.curation.Samples;
import io.wood.kit.event.TransientFailure;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecisionSenderTest {
  private static final int THREADS = 4;

  private final List<CurationDecided> decisions =
      IntStream.range(0, 5000)
          .mapToObj(
              i ->
                  Samples.decided(
                      "d" + i, i, Verdict.PRUNED, "ann", Samples.NOON.plusSeconds(i), null, 1))
          .toList();

  @Test
  void asksABrokerThatIsAwayOncePerThreadAndNotOncePerDecision() {
    AtomicInteger asked = new AtomicInteger();
    try (DecisionSender sender =
        new DecisionSender(
            event -> {
              asked.incrementAndGet();
              throw new TransientFailure("the broker is away", null);
            },
            THREADS)) {
      assertThat(sender.send(decisions)).hasSize(decisions.size());
      assertThat(asked.get()).isLessThanOrEqualTo(THREADS);
      assertThatThrownBy(() -> sender.resend(decisions)).isInstanceOf(TransientFailure.class);
    }
  }

  @Test
  void sendsEverythingToABrokerThatAnswers() {
    AtomicInteger sent = new AtomicInteger();
    try (DecisionSender sender = new DecisionSender(event -> sent.incrementAndGet(), THREADS)) {
      assertThat(sender.send(decisions)).isEmpty();
    }
    assertThat(sent.get()).isEqualTo(decisions.size());
  }

  @Test
  void aDecisionIsNotSentBeforeThoseThatCameBeforeItOnTheSameImage() {
    List<CurationDecided> onOneImage =
        List.of(
            Samples.decided("first", 1, Verdict.PRUNED, "ann", Samples.NOON, null, 1),
            Samples.decided("second", 1, Verdict.APPROVED, "ann", Samples.NOON, "first", 1));
    CountDownLatch secondIsSent = new CountDownLatch(1);
    try (DecisionSender sender =
        new DecisionSender(
            event -> {
              if (event.equals(onOneImage.get(1))) {
                secondIsSent.countDown();
                return;
              }
              awaitQuietly(secondIsSent);
              throw new TransientFailure("the broker is away", null);
            },
            THREADS)) {
      assertThat(sender.send(onOneImage)).containsOnlyKeys("first", "second");
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(200, TimeUnit.MILLISECONDS)).isFalse();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
