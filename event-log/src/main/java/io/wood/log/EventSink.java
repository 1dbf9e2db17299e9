package io.wood.log;

import static java.util.stream.Collectors.toMap;

import io.wood.contracts.event.Event;
import io.wood.contracts.event.Topic;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives events one at a time to a view in memory. A record that cannot be read, or on which the
 * view fails, is logged and skipped: one bad event does not hold back the others.
 */
final class EventSink implements LogSink, LogSink.Session {
  private static final Logger LOG = System.getLogger(EventSink.class.getName());

  private final Map<String, Class<? extends Event>> types;
  private final List<String> topics;
  private final Consumer<Event> view;
  private final Map<TopicPartition, Long> next = new HashMap<>();

  EventSink(Collection<Class<? extends Event>> types, Consumer<Event> view) {
    this.types = types.stream().collect(toMap(type -> Topic.of(type).topicName(), type -> type));
    this.topics = types.stream().map(type -> Topic.of(type).topicName()).toList();
    this.view = view;
  }

  List<String> topics() {
    return topics;
  }

  @Override
  public Session open(Map<TopicPartition, LogExtent> extents) {
    return this;
  }

  @Override
  public Map<TopicPartition, Long> positions() {
    return Map.copyOf(next);
  }

  @Override
  public void accept(ConsumerRecords<String, byte[]> records) {
    for (ConsumerRecord<String, byte[]> record : records) {
      give(record);
      next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    }
  }

  private void give(ConsumerRecord<String, byte[]> record) {
    try {
      view.accept(EventRecords.read(record, types.get(record.topic())));
    } catch (UnreadableEventException e) {
      LOG.log(Level.WARNING, "skipped: {0}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "skipped, the view fails on it: " + EventRecords.place(record), e);
    }
  }
}
