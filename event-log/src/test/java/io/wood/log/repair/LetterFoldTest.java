package io.wood.log.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.api.repair.DeadLetterSummary;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class LetterFoldTest {
  private static final String EVENT = "{\"image\": \"i\", \"source\": \"camera\"}";

  @Test
  void namesImageAndSourceInEveryFormOfAnEvent() {
    String text = "\"" + EVENT.replace("\"", "\\\"") + "\"";
    String base64 = Base64.getEncoder().encodeToString(EVENT.getBytes(UTF_8));
    for (String body :
        List.of(
            EVENT,
            enveloped("\"data\": " + EVENT),
            enveloped("\"data\": " + text),
            enveloped("\"data_base64\": \"" + base64 + "\""))) {
      DeadLetterSummary letter = letter(body);

      assertThat(letter.subject()).as(body).isEqualTo("i");
      assertThat(letter.source()).as(body).isEqualTo("camera");
    }
  }

  @Test
  void aBodyThatIsNoEventIsNamedByItsKey() {
    for (String body :
        List.of(
            "null",
            "[1]",
            "{",
            "\u0000",
            enveloped("\"data\": 7"),
            enveloped("\"data\": \"{\""),
            enveloped("\"data_base64\": \"*\""),
            enveloped("\"data_base64\": {}"))) {
      assertThat(letter(body).subject()).as(body).isEqualTo("key");
    }
    assertThat(letter("{\"source\": \"camera\", ").source()).isEqualTo("camera");
  }

  private static String enveloped(String data) {
    return "{\"specversion\": \"1.0\", \"type\": \"x\", \"source\": \"/tool\", " + data + "}";
  }

  private static DeadLetterSummary letter(String body) {
    LetterFold fold = new LetterFold();
    fold.add(
        new ConsumerRecord<>("wood.candidates.published.dlq", 0, 1, "key", body.getBytes(UTF_8)));
    return fold.letters().iterator().next();
  }
}
