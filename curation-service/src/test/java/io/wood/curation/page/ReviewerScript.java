package io.wood.curation.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.curation.OutageIT;
import io.wood.curation.Samples;
import io.wood.curation.ServiceProcess;
import io.wood.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides through the API as fast as the service answers. What is not answered is sent again with
 * the same id, as the page does; what is acknowledged is written down.
 */
public final class ReviewerScript implements Runnable {
  private final ServiceProcess service;
  private final String name;
  private final int decisions;
  private final Random random;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  public ReviewerScript(ServiceProcess service, String name, int decisions) {
    this.service = service;
    this.name = name;
    this.decisions = decisions;
    this.random = new Random(name.hashCode());
  }

  /** Ids of the decisions that the service has acknowledged. */
  public Set<String> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  @Override
  public void run() {
    for (int i = 0; i < decisions; i++) {
      String decision = "%s-%05d".formatted(name, i);
      String request =
          """
          {"reviewer": "%s", "decisions": [{"image": "%s", "verdict": "%s", "decision": "%s"}]}
          """
              .formatted(
                  name,
                  Samples.hash(random.nextInt(OutageIT.CANDIDATES)),
                  random.nextBoolean() ? "APPROVED" : "PRUNED",
                  decision);
      while (!isRecorded(service.post("api/decisions", request))) {
        pause();
      }
      acknowledged.add(decision);
    }
  }

  private static boolean isRecorded(Optional<String> answer) {
    if (answer.isEmpty()) {
      return false;
    }
    try {
      JsonNode result = Json.mapper().readTree(answer.get()).at("/results/0/result");
      return Set.of("RECORDED", "UNCHANGED").contains(result.asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
