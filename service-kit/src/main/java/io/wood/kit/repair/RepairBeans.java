package io.wood.kit.repair;

import io.smallrye.common.annotation.Identifier;
import io.wood.log.repair.DeadLetterLog;
import io.wood.log.repair.DeadLetterRepair;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/** CDI wiring of the repair. */
final class RepairBeans {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @Produces
  @Singleton
  DeadLetterLog deadLetterLog(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    return new DeadLetterLog(kafka, TIMEOUT);
  }

  @Produces
  @Singleton
  DeadLetterRepair deadLetterRepair(
      @Identifier("default-kafka-broker") Map<String, Object> kafka, DeadLetterLog log) {
    return new DeadLetterRepair(kafka, log);
  }
}
