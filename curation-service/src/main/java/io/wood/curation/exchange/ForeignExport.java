package io.wood.curation.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wood.curation.model.BadRequest;
import io.wood.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON exports of Label Studio (tasks with a choice) and FiftyOne (samples with a tag, or a
 * label in the field {@code verdict}). The image is identified by the SHA-256 in a field, in the
 * file name or in the address, as in the addresses of this service.
 */
public final class ForeignExport {
  private static final ObjectMapper MAPPER = Json.mapper();
  private static final Pattern HASH = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

  private final String reviewer;

  public ForeignExport(String reviewer) {
    this.reviewer = reviewer;
  }

  public List<ImportFile.Line> read(String json) {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new BadRequest("the file is no JSON: " + e.getOriginalMessage(), e);
    }
    List<ImportFile.Line> lines = new ArrayList<>();
    if (root.isArray()) {
      for (JsonNode task : root) {
        task(task, lines);
      }
      return lines;
    }
    if (root.path("samples").isArray()) {
      for (JsonNode sample : root.get("samples")) {
        lines.add(sample(sample, lines.size() + 1));
      }
      return lines;
    }
    throw new BadRequest(
        "the file must be a list of Label Studio tasks or a FiftyOne export with samples");
  }

  private void task(JsonNode task, List<ImportFile.Line> lines) {
    for (JsonNode annotation : task.path("annotations")) {
      if (annotation.path("was_cancelled").asBoolean()) {
        continue;
      }
      String verdict = "";
      List<String> seen = new ArrayList<>();
      for (JsonNode result : annotation.path("result")) {
        for (JsonNode choice : result.path("value").path("choices")) {
          if (ImportedDecision.isVerdict(choice.asText())) {
            verdict = choice.asText();
          } else {
            seen.add(choice.asText());
          }
        }
      }
      lines.add(
          line(
              lines.size() + 1,
              task.path("data"),
              verdict,
              email(annotation.path("completed_by")),
              seen,
              annotation.path("created_at").asText()));
    }
  }

  private ImportFile.Line sample(JsonNode sample, int number) {
    String verdict = sample.path("verdict").path("label").asText(sample.path("verdict").asText());
    for (JsonNode tag : sample.path("tags")) {
      if (ImportedDecision.isVerdict(tag.asText())) {
        verdict = tag.asText();
      }
    }
    return line(number, sample, verdict, reviewer, List.of(), "");
  }

  private static ImportFile.Line line(
      int number, JsonNode fields, String verdict, String reviewer, List<String> seen, String at) {
    Matcher hash = HASH.matcher(fields.toString());
    if (!hash.find()) {
      return new ImportFile.Line(
          number, reviewer, null, "its fields contain no SHA-256 of an image");
    }
    return new ImportedDecision(number, "", hash.group(), verdict, reviewer, "", seen, at).line();
  }

  /** Returns the e-mail address; a number identifies nobody outside Label Studio. */
  private String email(JsonNode person) {
    return person.path("email").asText(reviewer);
  }
}
