package io.wood.refiner;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.wood.contracts.event.Topic;
import io.wood.kit.LateTopics;
import io.wood.kit.WoodTestResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The service starts at a broker that has no topics; they are created later. */
@Tag("faults")
@QuarkusTest
@QuarkusTestResource(value = WoodTestResource.WithoutTopics.class, restrictToAnnotatedClass = true)
@TestProfile(LateTopics.Fresh.class)
class LateTopicsIT {
  @Test
  void itLivesWithoutTopicsAndWorksOnceTheyAreThere() {
    LateTopics.awaitWaiting("refinement-log");

    LateTopics.create();
    LateTopics.awaitDeadLetter(Topic.CLASSIFIERS_TRAINED);

    LateTopics.awaitAlive("refinement-log");
  }
}
