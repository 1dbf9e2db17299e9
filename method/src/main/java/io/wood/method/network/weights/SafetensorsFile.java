package io.wood.method.network.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files in safetensors format: the length of the header in 8 bytes, the header in JSON with type,
 * shape and place of each tensor, then the tensors, little-endian.
 */
final class SafetensorsFile {
  private static final int LENGTH_BYTES = 8;

  /** As the format's own reader. */
  private static final long MAX_HEADER = 100_000_000;

  private static final JsonFactory JSON = new JsonFactory();

  private final byte[] file;
  private final int dataStart;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

  private SafetensorsFile(byte[] file, int dataStart) {
    this.file = file;
    this.dataStart = dataStart;
  }

  /** Returns true when a header begins after the length, whatever that says. */
  static boolean begins(byte[] file) {
    return file.length > LENGTH_BYTES && file[LENGTH_BYTES] == '{';
  }

  /**
   * Reads the header.
   *
   * @throws WrongWeightsException when it is damaged, or a tensor lies beyond the file's end
   */
  static Map<String, StoredTensor> read(byte[] file) {
    long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > MAX_HEADER || length > file.length - LENGTH_BYTES) {
      throw new WrongWeightsException(
          "the weights file is damaged: its first 8 bytes announce a header of %s bytes, and the file has %d; bring the whole file"
              .formatted(Long.toUnsignedString(length), file.length));
    }
    int header = (int) length;
    SafetensorsFile reader = new SafetensorsFile(file, LENGTH_BYTES + header);
    try (JsonParser json = JSON.createParser(file, LENGTH_BYTES, header)) {
      reader.header(json);
    } catch (IOException broken) {
      throw new WrongWeightsException(
          "the weights file is damaged: its header is no JSON: " + broken.getMessage(), broken);
    }
    return reader.tensors;
  }

  /** Writes tensors as 32-bit floats. */
  static byte[] write(Map<String, StoredTensor> tensors) {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(header)) {
      json.writeStartObject();
      for (Map.Entry<String, StoredTensor> each : tensors.entrySet()) {
        float[] values = each.getValue().values();
        ByteBuffer bytes =
            ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        json.writeObjectFieldStart(each.getKey());
        json.writeStringField("dtype", "F32");
        json.writeFieldName("shape");
        long[] shape = each.getValue().shape();
        json.writeArray(shape, 0, shape.length);
        json.writeFieldName("data_offsets");
        json.writeArray(new int[] {data.size(), data.size() + bytes.limit()}, 0, 2);
        json.writeEndObject();
        data.writeBytes(bytes.array());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteBuffer.allocate(LENGTH_BYTES + header.size() + data.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.size())
        .put(header.toByteArray())
        .put(data.toByteArray())
        .array();
  }

  private void header(JsonParser json) throws IOException {
    require(json.nextToken() == JsonToken.START_OBJECT, "the header");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("__metadata__")) {
        json.skipChildren();
      } else {
        tensors.put(name, tensor(name, json));
      }
    }
  }

  private StoredTensor tensor(String name, JsonParser json) throws IOException {
    String type = "";
    List<Long> shape = null;
    List<Long> place = List.of();
    require(json.currentToken() == JsonToken.START_OBJECT, name);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "dtype" -> type = json.getText();
        case "shape" -> shape = integers(name, json);
        case "data_offsets" -> place = integers(name, json);
        default -> json.skipChildren();
      }
    }
    require(shape != null && place.size() == 2, name);
    long begin = place.get(0);
    long end = place.get(1);
    if (begin < 0 || end < begin || end > file.length - dataStart) {
      throw new WrongWeightsException(
          "the weights file is damaged: '%s' has the bytes %d to %d of %d; bring the whole file"
              .formatted(name, begin, end, file.length - dataStart));
    }
    ByteBuffer bytes =
        ByteBuffer.wrap(file)
            .slice((int) (dataStart + begin), (int) (end - begin))
            .order(ByteOrder.LITTLE_ENDIAN);
    return StoredTensor.contiguous(new StoredTensor.Storage(type, () -> bytes), shape);
  }

  private static List<Long> integers(String name, JsonParser json) throws IOException {
    List<Long> integers = new ArrayList<>();
    require(json.currentToken() == JsonToken.START_ARRAY, name);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      require(json.currentToken() == JsonToken.VALUE_NUMBER_INT, name);
      integers.add(json.getLongValue());
    }
    return integers;
  }

  private static void require(boolean valid, String name) {
    if (!valid) {
      throw new WrongWeightsException(
          "the weights file is damaged: '%s' is not described as the format says".formatted(name));
    }
  }
}
