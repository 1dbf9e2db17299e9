package io.wood.trainer.experiment;

import io.wood.contracts.event.Event;
import java.util.Map;
import java.util.function.Consumer;

/** Topics as what they are: logs that can be read again from their first record. */
public interface EventLog {
  /**
   * Reads a whole topic.
   *
   * @param upTo per partition the offset to stop before; empty reads to the present end
   * @return per partition the offset of the first record that was not read
   */
  <E extends Event> Map<Integer, Long> read(
      Class<E> type, Map<Integer, Long> upTo, Consumer<E> reader);
}
