package io.wood.bench.ledger;

import io.wood.bench.process.BenchProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Notes what happens to it. */
record FakeProcess(String name, List<String> events) implements BenchProcess {
  FakeProcess(String name) {
    this(name, new ArrayList<>());
  }

  @Override
  public Optional<ProcessHandle> handle() {
    return Optional.empty();
  }

  @Override
  public void kill() {
    events.add("killed");
  }

  @Override
  public void freeze() {
    events.add("stopped");
  }

  @Override
  public void thaw() {
    events.add("continued");
  }

  @Override
  public void start() {
    events.add("started");
  }
}
