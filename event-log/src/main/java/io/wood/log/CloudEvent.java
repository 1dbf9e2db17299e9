package io.wood.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.store.Json;
import java.util.Base64;

/**
 * The envelope of CloudEvents 1.0 in structured mode.
 *
 * @param specversion of CloudEvents, such as 1.0
 * @param type of the event
 * @param data the event as a JSON object or as a text that holds one
 * @param data_base64 the event's bytes, instead of data
 */
// The names are those of the specification.
@SuppressWarnings("MemberName")
record CloudEvent(String specversion, String type, Object data, String data_base64) {
  CloudEvent {
    if (specversion == null || !specversion.startsWith("1.")) {
      throw new IllegalArgumentException(
          "the record says that it is a CloudEvent; its specversion must be 1.0, not '%s'"
              .formatted(specversion));
    }
    if (data == null && data_base64 == null) {
      throw new IllegalArgumentException("the CloudEvent has neither data nor data_base64");
    }
  }

  /** Returns the JSON of the event itself. */
  byte[] content() {
    if (data instanceof String text) {
      return text.getBytes(UTF_8);
    }
    return data != null ? Json.canonical(data) : Base64.getDecoder().decode(data_base64);
  }
}
