package io.wood.kit.page;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;

/** CDI wiring of what the pages share. */
final class PageBeans {
  @Produces
  @Singleton
  PipelineReader pipeline(
      @Identifier("default-kafka-broker") Map<String, Object> kafka, Clock clock) {
    return new PipelineReader(new TopicSizes(kafka), clock);
  }

  void close(@Disposes PipelineReader pipeline) {
    pipeline.close();
  }
}
