package io.wood.cli.dataset.coco;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wood.cli.dataset.DatasetImportException;
import io.wood.cli.dataset.ImageFolders;
import io.wood.cli.dataset.ImportProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A file of annotations in COCO's format. Regions stay in the file until an image needs them, so
 * that a large file takes little memory.
 */
final class CocoAnnotations {
  /** Python writes NaN for numbers that are missing. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** A whole number with a point. */
  private static final Pattern WHOLE = Pattern.compile("-?\\d+\\.0+");

  private final Path file;
  private final long start;
  private final Map<String, String> categories = new LinkedHashMap<>();
  private final Map<String, Image> images = new LinkedHashMap<>();
  private final Map<String, List<Annotation>> annotations = new LinkedHashMap<>();
  private final List<ImportProblem> problems = new ArrayList<>();
  private boolean panoptic;

  private CocoAnnotations(Path file, long start) {
    this.file = file;
    this.start = start;
  }

  /**
   * An image.
   *
   * @param file its name or path
   * @param width pixels; 0 when it is not given
   * @param height pixels; 0 when it is not given
   */
  record Image(String file, int width, int height) {}

  /**
   * An annotation of an image.
   *
   * @param category id of a category
   * @param offset of the annotation in the file
   * @param hasRegion true when it has a polygon or run lengths
   */
  record Annotation(String category, long offset, boolean hasRegion) {}

  /**
   * Reads a file.
   *
   * @throws DatasetImportException when it is missing or not in COCO's format
   */
  static CocoAnnotations read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      CocoAnnotations read = new CocoAnnotations(file, mark(in));
      try (InputStream text = read.open(0);
          JsonParser json = JSON.createParser(text)) {
        read.top(json);
      }
      return read.checked();
    } catch (NoSuchFileException e) {
      throw new DatasetImportException("there is no file " + file, e);
    } catch (JsonProcessingException e) {
      throw new DatasetImportException(
          file + " is not JSON in UTF-8: " + e.getOriginalMessage() + " at " + place(e), e);
    } catch (IOException e) {
      throw new DatasetImportException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null ? "its start" : "line " + e.getLocation().getLineNr();
  }

  /** The length of a byte order mark. */
  private static int mark(InputStream in) throws IOException {
    return in.read() == 0xef && in.read() == 0xbb && in.read() == 0xbf ? 3 : 0;
  }

  private InputStream open(long offset) throws IOException {
    FileChannel channel = FileChannel.open(file);
    channel.position(start + offset);
    return Channels.newInputStream(channel);
  }

  private CocoAnnotations checked() {
    if (panoptic) {
      throw new DatasetImportException(
          file + " holds panoptic segments; import the file of instances instead");
    }
    if (images.isEmpty() || categories.isEmpty()) {
      throw new DatasetImportException(
          "%s is not in COCO's format: it has %d images and %d categories"
              .formatted(file, images.size(), categories.size()));
    }
    return this;
  }

  private void top(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new DatasetImportException(file + " is not in COCO's format: it is no JSON object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String part = json.currentName();
      if (json.nextToken() == JsonToken.START_ARRAY
          && List.of("images", "annotations", "categories").contains(part)) {
        while (json.nextToken() == JsonToken.START_OBJECT) {
          switch (part) {
            case "images" -> image(json);
            case "annotations" -> annotation(json);
            default -> category(json);
          }
        }
      } else {
        json.skipChildren();
      }
    }
  }

  private void category(JsonParser json) throws IOException {
    JsonNode node = JSON.readTree(json);
    String id = id(node.path("id").asText());
    String name = ImageFolders.composed(node.path("name").asText("").strip());
    if (name.isEmpty()) {
      problems.add(new ImportProblem("category " + id, "it has no name; it is left out"));
    } else {
      categories.put(id, name);
    }
  }

  private void image(JsonParser json) throws IOException {
    JsonNode node = JSON.readTree(json);
    String url = node.path("coco_url").asText();
    String name = node.path("file_name").asText(url.substring(url.lastIndexOf('/') + 1));
    Image first =
        images.putIfAbsent(
            id(node.path("id").asText()),
            new Image(name, node.path("width").asInt(), node.path("height").asInt()));
    if (first != null) {
      problems.add(
          new ImportProblem(
              name, "it has the id of %s, so it is left out".formatted(first.file())));
    }
  }

  /** Python writes ids that were numbers with a point as 1.0. */
  private static String id(String written) {
    return WHOLE.matcher(written).matches() ? written.substring(0, written.indexOf('.')) : written;
  }

  private void annotation(JsonParser json) throws IOException {
    long offset = json.currentTokenLocation().getByteOffset();
    if (offset < 0) {
      throw new DatasetImportException(file + " is not JSON in UTF-8; save it as UTF-8");
    }
    String image = "";
    String category = "";
    boolean region = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "image_id" -> image = id(json.getText());
        case "category_id" -> category = id(json.getText());
        case "segmentation" -> region = holdsValues(json);
        default -> {
          panoptic |= field.equals("segments_info");
          json.skipChildren();
        }
      }
    }
    annotations
        .computeIfAbsent(image, k -> new ArrayList<>())
        .add(new Annotation(category, offset, region));
  }

  /** Reads over a value; true when it is not empty, as the segmentation of a mere box is. */
  private static boolean holdsValues(JsonParser json) throws IOException {
    boolean any = false;
    int depth = 0;
    do {
      if (json.currentToken().isStructStart()) {
        depth++;
      } else if (json.currentToken().isStructEnd()) {
        depth--;
      } else {
        any |= json.currentToken() != JsonToken.VALUE_NULL;
      }
    } while (depth > 0 && json.nextToken() != null);
    return any;
  }

  /** What is left out. */
  List<ImportProblem> problems() {
    List<ImportProblem> all = new ArrayList<>(problems);
    long others =
        annotations.entrySet().stream()
            .filter(each -> !images.containsKey(each.getKey()))
            .mapToLong(each -> each.getValue().size())
            .sum();
    if (others > 0) {
      all.add(
          new ImportProblem(
              file.getFileName().toString(),
              others + " annotations are of images that it does not list; they are left out"));
    }
    return all;
  }

  /** Names of the categories by their id. */
  Map<String, String> categories() {
    return categories;
  }

  /** The images by their id. */
  Map<String, Image> images() {
    return images;
  }

  /** The annotations of an image. */
  List<Annotation> of(String image) {
    return annotations.getOrDefault(image, List.of());
  }

  /** Reads an annotation's region. */
  JsonNode segmentation(Annotation annotation) throws IOException {
    try (InputStream text = open(annotation.offset());
        JsonParser json = JSON.createParser(text)) {
      return JSON.<JsonNode>readTree(json).path("segmentation");
    }
  }
}
