package io.wood.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.event.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Holds the channels in a service's application.properties to {@link Topic}. */
public final class ChannelSettings {
  private static final String INCOMING = "mp.messaging.incoming.";

  private ChannelSettings() {}

  /**
   * Asserts that a service consumes these topics and no others: the channel is named after the
   * topic, the group after the service, and bad records go to the topic's dead letters.
   */
  public static void assertConsumes(String service, Topic... topics) {
    Properties settings = load();
    Map<String, String> actual = new TreeMap<>();
    settings.stringPropertyNames().stream()
        .filter(name -> name.startsWith(INCOMING) && settled(name))
        .forEach(name -> actual.put(name, settings.getProperty(name)));
    Map<String, String> expected = new TreeMap<>();
    for (Topic topic : topics) {
      String channel = INCOMING + topic.topicName().replace("wood.", "").replace('.', '-') + ".";
      expected.put(channel + "connector", "smallrye-kafka");
      expected.put(channel + "topic", topic.topicName());
      expected.put(channel + "group.id", service);
      expected.put(channel + "dead-letter-queue.topic", topic.deadLetterName());
    }
    assertThat(actual).isEqualTo(expected);
    assertThat(settings.getProperty("quarkus.application.name")).isEqualTo(service);
  }

  /** What the topic settles; fetch sizes and the like are the service's own choice. */
  private static boolean settled(String name) {
    return name.endsWith("connector") || name.endsWith("topic") || name.endsWith("group.id");
  }

  private static Properties load() {
    Properties settings = new Properties();
    try (InputStream file =
        ChannelSettings.class.getClassLoader().getResourceAsStream("application.properties")) {
      settings.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }
}
