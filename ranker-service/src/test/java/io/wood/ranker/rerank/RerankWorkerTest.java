package io.wood.ranker.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.api.ranker.RerankStatus;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.RerankingRequested;
import io.wood.contracts.event.RerankingRequested.Selection;
import io.wood.kit.event.EventConsumer;
import io.wood.kit.event.InterruptedWorkException;
import io.wood.kit.event.PermanentFailure;
import io.wood.kit.event.TransientFailure;
import io.wood.ranker.Samples;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.lease.Leases;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class RerankWorkerTest {
  /** Longer than a loaded machine lets a renewal wait. It is renewed at every sixth of that. */
  private static final Duration LEASE = Duration.ofSeconds(5);

  private static final ModelRef MODEL = Samples.model("base-2");

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final Clock clock = Clock.systemUTC();
  private final RerankFiles files =
      new RerankFiles(store, new Leases(store, clock, Duration.ZERO), "test");
  private final RerankOrders orders = new RerankOrders();
  private final ShowRerankings show = new ShowRerankings(orders, files);
  private final FakeCandidates log = new FakeCandidates();
  private final Queue<String> ranked = new ConcurrentLinkedQueue<>();
  private final AtomicLong opened = new AtomicLong();

  @Test
  void everyCandidateOfEveryPartitionIsRankedByTheClassifierOfTheOrder() {
    order(Selection.ALL, Map.of(0, 700L, 1, 3L, 2, 0L));
    assertThat(status().state()).isEqualTo(RerankStatus.QUEUED);

    run(candidate -> ranked.add(candidate.name()));

    assertThat(ranked).hasSize(703).doesNotHaveDuplicates().contains("0/0", "0/699", "1/2");
    RerankStatus status = status();
    assertThat(status.state()).isEqualTo("SUCCEEDED");
    assertThat(status.running()).isFalse();
    assertThat(List.of(status.total(), status.done(), status.selected(), status.failed()))
        .containsExactly(703L, 703L, 703L, 0L);
    assertThat(status.generation()).isEqualTo(MODEL.weights().sha256());
    assertThat(opened).hasValue(1);
  }

  @Test
  void thePartsOnWhichWorkIsLeftAreCounted() {
    assertThat(show.openParts()).isZero();
    order(Selection.ALL, Map.of(0, 3L, 1, 2L, 2, 0L));
    assertThat(show.openParts()).isEqualTo(2);
    AtomicLong whileWorking = new AtomicLong();

    run(
        candidate -> {
          if (candidate.name().equals("1/0")) {
            whileWorking.set(show.openParts());
          }
        });

    assertThat(whileWorking).hasValue(1);
    assertThat(show.openParts()).isZero();
  }

  @Test
  void anEndedOrderIsNotWorkedOnAgain() {
    order(Selection.ALL, Map.of(0, 3L));
    run(candidate -> ranked.add(candidate.name()));

    run(candidate -> ranked.add(candidate.name()));

    assertThat(ranked).hasSize(3);
    assertThat(opened).hasValue(1);
  }

  @Test
  void aReplicaLeavesAloneWhatAnotherOneIsWorkingOn() throws Exception {
    order(Selection.ALL, Map.of(0, 1L, 1, 1L));
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Thread first =
        new Thread(
            () ->
                run(
                    candidate -> {
                      ranked.add("first " + candidate.name());
                      working.countDown();
                      awaitQuietly(go);
                    }));
    first.start();
    working.await();

    run(candidate -> ranked.add("second " + candidate.name()));
    go.countDown();
    first.join();

    assertThat(ranked).containsExactly("first 0/0", "second 1/0");
    assertThat(status().state()).isEqualTo("SUCCEEDED");
  }

  @Test
  void aSuccessorGoesOnWhereTheLastStoredChunkEnded() {
    order(Selection.ALL, Map.of(0, 1000L));
    AtomicReference<RerankWorker> dying = new AtomicReference<>();
    dying.set(
        worker(
            1,
            candidate -> {
              if (candidate.name().equals("0/700")) {
                dying.get().close();
              }
            }));
    dying.get().run();
    assertThat(status().state()).isEqualTo("RUNNING");
    assertThat(status().done()).isEqualTo(RerankPart.CHUNK);

    run(candidate -> ranked.add(candidate.name()));

    assertThat(log.firstOffset).isEqualTo(RerankPart.CHUNK);
    assertThat(ranked).hasSize(1000 - RerankPart.CHUNK);
    assertThat(status().selected()).isEqualTo(1000);
  }

  @Test
  void aCancelledOrderStopsInTheMiddleOfAChunk() {
    order(Selection.ALL, Map.of(0, 100_000L, 1, 5L));
    CancelReranking cancel = new CancelReranking(show, files, clock);

    run(
        candidate -> {
          if (ranked.isEmpty()) {
            cancel.cancel("rerank-1", "ada");
            pause(2 * LEASE.toMillis() / 6);
          }
          ranked.add(candidate.name());
          pause(2);
        });

    assertThat(ranked).hasSizeLessThan(RerankPart.CHUNK);
    assertThat(status().state()).isEqualTo("CANCELLED");
    assertThat(status().message()).isEqualTo("cancelled by ada");
    assertThat(status().running()).isFalse();
  }

  @Test
  void aCancelledOrderStaysCancelledThoughAPartEndsLater() {
    order(Selection.ALL, Map.of(0, 1L));
    new CancelReranking(show, files, clock).cancel("rerank-1", "ada");
    files.save("rerank-1", 0, PartProgress.start(clock.instant()).ended(clock.instant(), ""));

    RerankStatus atAnotherReplica = new ShowRerankings(orders, files).of(orders.all().get(0));

    assertThat(atAnotherReplica.state()).isEqualTo("CANCELLED");
  }

  @Test
  void whatALeaseThatHadExpiredLeftOutIsRankedLater() {
    order(Selection.ALL, Map.of(0, 5L));
    AtomicBoolean expired = new AtomicBoolean();
    part(candidate -> expired.set(true), () -> expired.getAndSet(false));
    assertThat(status().state()).isEqualTo("RUNNING");
    assertThat(status().done()).isZero();

    part(candidate -> ranked.add(candidate.name()), () -> false);

    assertThat(ranked).hasSize(5);
    assertThat(status().state()).isEqualTo("SUCCEEDED");
  }

  @Test
  void anOrderThatFailsDoesNotHoldUpTheNext() {
    order(Selection.ALL, Map.of(0, 1L));
    orders.add(request("rerank-2", Selection.ALL, Map.of(0, 2L)));
    GenerationRanker.Factory full =
        model -> {
          if (opened.incrementAndGet() == 1) {
            throw new IllegalStateException("the device has no memory left");
          }
          return ranker(candidate -> ranked.add(candidate.name()));
        };

    try (RerankWorker worker = workerOf(1, new CandidateLog(log), full)) {
      assertThatThrownBy(worker::run).hasMessage("the device has no memory left");
    }

    assertThat(ranked).hasSize(2);
    assertThat(show.find("rerank-2").orElseThrow().state()).isEqualTo("SUCCEEDED");
    assertThat(status().running()).isTrue();
  }

  @Test
  void noMoreThanOneChunkIsInMemory() {
    order(Selection.ALL, Map.of(0, 20_000L));
    AtomicLong done = new AtomicLong();
    AtomicLong ahead = new AtomicLong();

    run(
        candidate -> {
          ahead.accumulateAndGet(log.read.get() - done.get(), Math::max);
          done.incrementAndGet();
        });

    assertThat(done).hasValue(20_000);
    assertThat(ahead.get()).isLessThanOrEqualTo(RerankPart.CHUNK);
  }

  @Test
  void progressIsStoredAlthoughNothingIsSelected() {
    order(new Selection(List.of("nobody"), null, null, null), Map.of(0, 60_000L));
    List<Long> stored = new ArrayList<>();
    CandidateLog watched =
        new CandidateLog(
            new CandidateLog.Reader() {
              @Override
              public <E extends Event> void read(
                  Class<E> type,
                  int partition,
                  long from,
                  long to,
                  ObjLongConsumer<E> sink,
                  BooleanSupplier ended) {
                log.read(type, partition, from, to, sink, ended);
                stored.add(files.progress("rerank-1", 0).orElseThrow().next());
              }
            });

    try (RerankWorker worker = worker(2, watched, candidate -> {})) {
      worker.run();
    }

    assertThat(stored).containsExactly((long) RerankPart.RECORDS);
    assertThat(status().done()).isEqualTo(60_000);
    assertThat(status().selected()).isZero();
  }

  @Test
  void whatCannotBeRankedIsCountedAndTheRestGoesOn() {
    order(Selection.ALL, Map.of(0, 10L));

    run(
        candidate -> {
          if (candidate.name().equals("0/3")) {
            throw new PermanentFailure("gone");
          }
          ranked.add(candidate.name());
        });

    assertThat(ranked).hasSize(9);
    assertThat(status().failed()).isEqualTo(1);
    assertThat(status().state()).isEqualTo("SUCCEEDED");
  }

  @Test
  void aStopWhileTheDeviceFailsLeavesThePartOpenAndCountsNoCandidateAsFailed() {
    order(Selection.ALL, Map.of(0, 10L));

    assertThatThrownBy(
            () ->
                run(
                    candidate -> {
                      Thread.currentThread().interrupt();
                      new EventConsumer()
                          .retrying(
                              candidate.name(),
                              () -> {
                                throw new TransientFailure("the device failed", null);
                              });
                    }))
        .hasRootCauseInstanceOf(InterruptedWorkException.class);
    assertThat(status().failed()).isZero();
    assertThat(status().done()).isZero();
    run(candidate -> ranked.add(candidate.name()));

    assertThat(ranked).hasSize(10);
    assertThat(status().state()).isEqualTo("SUCCEEDED");
  }

  @Test
  void aClassifierThatCannotBeLoadedFailsTheOrderWithTheReason() {
    order(Selection.ALL, Map.of(0, 10L, 1, 10L));
    GenerationRanker.Factory broken =
        model -> {
          throw new IllegalArgumentException("the weights do not match the network");
        };

    try (RerankWorker worker = workerOf(1, new CandidateLog(log), broken)) {
      worker.run();
    }

    assertThat(status().state()).isEqualTo("FAILED");
    assertThat(status().message()).isEqualTo("the weights do not match the network");
  }

  @Test
  void aSelectionBySource() {
    assertThat(selected(new Selection(List.of("camera"), null, null, null)))
        .containsExactly(0L, 10L, 20L);
  }

  @Test
  void aSelectionSinceATimeIncludesThatTime() {
    assertThat(selected(new Selection(null, Samples.NOW.plusSeconds(27), null, null)))
        .containsExactly(27L, 28L, 29L);
  }

  @Test
  void aSelectionByAList() {
    List<String> images = List.of(FakeCandidates.published(0, 7).image());
    assertThat(selected(new Selection(null, null, images, null))).containsExactly(7L);
  }

  @Test
  void aSelectionOfWhatAnEarlierGenerationRanked() {
    String old = FakeCandidates.OLD.weights().sha256();
    assertThat(selected(new Selection(null, null, null, old)))
        .containsExactlyElementsOf(
            LongStream.range(0, 30).filter(i -> i % 2 == 0).boxed().toList());
    ranked.clear();
    assertThat(selected(new Selection(List.of("camera"), null, null, old)))
        .containsExactly(0L, 10L, 20L);
  }

  private List<Long> selected(Selection selection) {
    orders.add(request("rerank-" + orders.all().size(), selection, Map.of(0, 30L)));
    run(candidate -> ranked.add(candidate.name().substring(2)));
    return ranked.stream().map(Long::valueOf).sorted().toList();
  }

  private void order(Selection selection, Map<Integer, Long> upTo) {
    orders.add(request("rerank-1", selection, upTo));
  }

  private static RerankingRequested request(
      String id, Selection selection, Map<Integer, Long> upTo) {
    return new RerankingRequested(id, MODEL, selection, upTo, "ada", Samples.NOW);
  }

  private RerankStatus status() {
    return show.find("rerank-1").orElseThrow();
  }

  private void run(Consumer<CandidatePublished> ranker) {
    try (RerankWorker worker = worker(4, ranker)) {
      worker.run();
    }
  }

  private RerankWorker worker(int parallel, Consumer<CandidatePublished> ranker) {
    return worker(parallel, new CandidateLog(log), ranker);
  }

  private RerankWorker worker(
      int parallel, CandidateLog candidates, Consumer<CandidatePublished> ranker) {
    return workerOf(
        parallel,
        candidates,
        model -> {
          assertThat(model).isEqualTo(MODEL);
          opened.incrementAndGet();
          return ranker(ranker);
        });
  }

  private static GenerationRanker ranker(Consumer<CandidatePublished> ranker) {
    return new GenerationRanker() {
      @Override
      public void rank(CandidatePublished candidate) {
        ranker.accept(candidate);
      }

      @Override
      public void close() {}
    };
  }

  private void part(Consumer<CandidatePublished> ranker, BooleanSupplier stopped) {
    new RerankPart(files, orders.all().get(0), 0, ranker(ranker), Runnable::run, clock, stopped)
        .run(new CandidateLog(log));
  }

  private RerankWorker workerOf(
      int parallel, CandidateLog candidates, GenerationRanker.Factory classifiers) {
    return new RerankWorker(orders, show, files, candidates, classifiers, LEASE, parallel, clock);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
