package io.wood.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.event.Topic;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LogCutTest {
  private static final Topic TOPIC = Topic.CURATION_DECIDED;
  private static final Map<TopicPartition, LogExtent> EXTENTS =
      Map.of(at(0), new LogExtent(0, 10), at(1), new LogExtent(4, 10));

  @Test
  void aCutInsideTheLogIsTaken() {
    assertThatCode(() -> LogCut.requireWithin(TOPIC, Map.of(0, 10L, 1, 4L, 7, 0L), EXTENTS))
        .doesNotThrowAnyException();
  }

  @Test
  void aCutBeyondTheEndIsRefusedWithTheRemedy() {
    assertThatThrownBy(() -> LogCut.requireWithin(TOPIC, Map.of(0, 11L), EXTENTS))
        .isInstanceOf(InvalidCutException.class)
        .hasMessage(
            "offset 11 of partition 0 of wood.curation.decided is beyond its end 10."
                + " Name offsets inside the log, or none to read all of it");
    assertThatThrownBy(() -> LogCut.requireWithin(TOPIC, Map.of(7, 1L), EXTENTS))
        .hasMessageContaining("partition 7")
        .hasMessageContaining("beyond its end 0");
    assertThatThrownBy(() -> LogCut.requireWithin(TOPIC, Map.of(0, -1L), EXTENTS))
        .hasMessageContaining("offset -1");
  }

  @Test
  void aCutBeforeTheFirstRecordThatIsLeftIsRefusedWithTheRemedy() {
    assertThatThrownBy(() -> LogCut.requireWithin(TOPIC, Map.of(1, 3L), EXTENTS))
        .isInstanceOf(InvalidCutException.class)
        .hasMessageContaining("before its first record 4")
        .hasMessageContaining("Restore the topic from a backup");
  }

  @Test
  void onlyPartitionsWithRecordsBelowTheCutAreRead() {
    assertThat(LogCut.ends(TOPIC, Map.of(0, 10L, 1, 4L), EXTENTS)).isEqualTo(Map.of(at(0), 10L));
    assertThat(LogCut.ends(TOPIC, Map.of(1, 5L), EXTENTS)).isEqualTo(Map.of(at(1), 5L));
  }

  @Test
  void deletedRecordsAreReportedOfTopicsThatAreKeptForEverOnly() {
    TopicPartition progress = new TopicPartition(Topic.TRAINING_PROGRESSED.topicName(), 0);

    assertThat(LogCut.deleted(at(1), 0, 4).orElseThrow())
        .contains("records 0 to 3 are deleted")
        .contains("restore them from a backup");
    assertThat(LogCut.deleted(at(1), 4, 4)).isEmpty();
    assertThat(LogCut.deleted(progress, 0, 4)).isEmpty();
  }

  private static TopicPartition at(int partition) {
    return new TopicPartition(TOPIC.topicName(), partition);
  }
}
