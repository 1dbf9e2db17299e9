package io.wood.trainer.experiment;

import io.wood.contracts.event.Event;
import java.util.Map;
import java.util.function.Consumer;

/** Reads topics from their first record: the port to Kafka's log. */
public interface EventLog {
  /**
   * Reads a whole topic.
   *
   * @param upTo per partition the offset to stop before; empty reads to the current end
   * @return per partition the offset of the first record that was not read
   */
  <E extends Event> Map<Integer, Long> read(
      Class<E> type, Map<Integer, Long> upTo, Consumer<E> reader);
}
