package io.wood.kit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Units per second over the last half minute, and how long the rest will take at that rate. */
final class ThroughputRate {
  private static final Duration WINDOW = Duration.ofSeconds(30);

  private final Deque<Mark> marks = new ArrayDeque<>();

  /** The work begins. */
  void start(Instant at, long done) {
    marks.clear();
    marks.add(new Mark(at, done));
  }

  void mark(Instant at, long done) {
    marks.addLast(new Mark(at, done));
    while (marks.size() > 2 && marks.peekFirst().at.isBefore(at.minus(WINDOW))) {
      marks.removeFirst();
    }
  }

  /** 0 until time has passed. */
  double perSecond() {
    Mark first = marks.peekFirst();
    Mark last = marks.peekLast();
    double seconds = first == null ? 0 : Duration.between(first.at, last.at).toNanos() / 1e9;
    return seconds > 0 ? Math.max(0, last.done - first.done) / seconds : 0;
  }

  /** Null while nothing is known. */
  Double secondsLeft(long total) {
    double rate = perSecond();
    return rate > 0 && total > 0 ? (total - marks.peekLast().done) / rate : null;
  }

  private record Mark(Instant at, long done) {}
}
