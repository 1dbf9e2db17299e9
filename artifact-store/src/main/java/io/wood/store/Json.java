package io.wood.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.parameter.TrainingParameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads and writes records as JSON: instants as ISO strings, no null components, unknown properties
 * ignored (a newer writer may know more), a number that is missing is an error and not 0, unless
 * released events lack it.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .addModule(new JavaTimeModule().addDeserializer(Instant.class, new InstantReader()))
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .addMixIn(CurationDecided.class, OptionalQuorum.class)
          .addMixIn(TrainingParameters.Augmentation.class, OptionalDegradation.class)
          .build();

  private static final ObjectMapper CANONICAL =
      ((JsonMapper) MAPPER)
          .rebuild()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  /** Reads a value after which the JSON goes on. */
  private static final ObjectReader PART =
      MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * A list of a record that may be too long for memory, see {@link #read(InputStream, Class,
   * LongList)}.
   *
   * @param name the record's component
   * @param element type of the elements
   * @param each takes the elements, one at a time
   */
  public record LongList<E>(String name, Class<E> element, Consumer<E> each) {
    public LongList {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(element, "element");
      Objects.requireNonNull(each, "each");
    }
  }

  /** Decisions from before there was a quorum; the record puts 1 in place of 0. */
  private interface OptionalQuorum {
    @JsonSetter(nulls = Nulls.AS_EMPTY)
    int quorum();
  }

  /** Trainings from before images could be degraded: 0, no degradation. */
  private interface OptionalDegradation {
    @JsonSetter(nulls = Nulls.AS_EMPTY)
    double degrade();
  }

  /** The mapper mentions a source that it does not name. */
  private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;]*; ([^\\]]*)\\]");

  private Json() {}

  /** Returns a copy of the mapper for the caller. */
  public static ObjectMapper mapper() {
    return MAPPER.copy();
  }

  /**
   * Writes a value so that equal values give equal bytes: properties and map entries are in
   * alphabetical order. A set has no order; use a list.
   */
  public static byte[] canonical(Object value) {
    try {
      return CANONICAL.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(value.getClass() + " cannot be written as JSON", e);
    }
  }

  /**
   * Reads a record.
   *
   * @throws InvalidJsonException naming the property and what is wrong with it
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw new InvalidJsonException("not a " + type.getSimpleName() + ": null", null);
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new InvalidJsonException("not a " + type.getSimpleName() + ": " + complaint(e), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a record from a stream, which it closes. The elements of one list are passed on one at a
   * time, and the record has an empty list in its place: so memory does not grow with the list.
   *
   * @throws InvalidJsonException as {@link #read(byte[], Class)}, also after some elements
   */
  public static <T, E> T read(InputStream json, Class<T> type, LongList<E> list) {
    ObjectReader elements = PART.forType(list.element());
    ObjectNode record = MAPPER.createObjectNode();
    try (JsonParser parser = MAPPER.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidJsonException("not a " + type.getSimpleName() + ": no object", null);
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.START_ARRAY && name.equals(list.name())) {
          record.putArray(name);
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.each().accept(elements.readValue(parser));
          }
        } else {
          record.set(name, PART.<JsonNode>readTree(parser));
        }
      }
      if (parser.nextToken() != null) {
        throw new InvalidJsonException("not a " + type.getSimpleName() + ": text follows it", null);
      }
      return MAPPER.treeToValue(record, type);
    } catch (JsonProcessingException e) {
      throw new InvalidJsonException("not a " + type.getSimpleName() + ": " + complaint(e), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Describes where the JSON is wrong and why: {@code artifact: size must be at least 0}. */
  public static String complaint(JsonProcessingException e) {
    return where(e) + what(e);
  }

  private static String where(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return "";
    }
    return mapping.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."))
        .replace(".[", "[")
        .concat(": ");
  }

  /** The message of a record's constructor is clearer than the mapper's. */
  private static String what(JsonProcessingException e) {
    if (e.getCause() instanceof IllegalArgumentException complaint) {
      return complaint.getMessage();
    }
    if (e.getCause() instanceof NullPointerException) {
      return "null where a value is needed";
    }
    return SOURCE.matcher(e.getOriginalMessage()).replaceAll("[$1]");
  }
}
