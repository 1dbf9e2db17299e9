package io.wood.cli.dataset.voc;

import io.wood.cli.dataset.ImageFolders;
import io.wood.cli.dataset.ImageLabels;
import io.wood.cli.dataset.ImportProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads labels from VOC's {@code Annotations/ID.xml}, which annotation tools write: an image shows
 * the classes of its objects; it is that of the file's name, or else the one that the file names.
 * An object marked as difficult gives no label, as in the class lists.
 */
final class VocAnnotations {
  private static final XMLInputFactory XML = factory();

  private VocAnnotations() {}

  /** Reads the labels; folders without XML files have no classes. */
  static ImageLabels read(List<Path> folders, List<String> requested) {
    Map<String, Set<String>> shown = new LinkedHashMap<>();
    Map<String, Set<String>> byFilename = new LinkedHashMap<>();
    List<ImportProblem> problems = new ArrayList<>();
    for (Path file :
        folders.stream().flatMap(folder -> ImageFolders.files(folder).stream()).toList()) {
      if (file.toString().toLowerCase(Locale.ROOT).endsWith(".xml")) {
        try {
          Annotation read = annotation(file);
          shown
              .computeIfAbsent(ImageFolders.composed(ImageFolders.stem(file)), k -> new TreeSet<>())
              .addAll(read.objects());
          byFilename
              .computeIfAbsent(ImageFolders.imageName(read.filename()), k -> new TreeSet<>())
              .addAll(read.objects());
        } catch (IOException | XMLStreamException e) {
          problems.add(
              new ImportProblem(
                  file.getFileName().toString(), "it is no annotation in XML: " + e.getMessage()));
        }
      }
    }
    byFilename.forEach(shown::putIfAbsent);
    Set<String> found = new TreeSet<>();
    shown.values().forEach(found::addAll);
    List<String> classes = requested.isEmpty() ? List.copyOf(found) : requested;
    Map<String, List<String>> byImage = new LinkedHashMap<>();
    shown.forEach(
        (image, labels) -> byImage.put(image, classes.stream().filter(labels::contains).toList()));
    return new ImageLabels(classes, byImage, problems);
  }

  /**
   * A file.
   *
   * @param filename the image that it names; empty when it names none
   * @param objects classes of its objects
   */
  private record Annotation(String filename, Set<String> objects) {}

  private static Annotation annotation(Path file) throws IOException, XMLStreamException {
    Set<String> objects = new TreeSet<>();
    String filename = "";
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader xml = XML.createXMLStreamReader(in);
      List<String> path = new ArrayList<>();
      String name = "";
      boolean difficult = false;
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          path.add(xml.getLocalName());
          if (path.equals(List.of("annotation", "object"))) {
            name = "";
            difficult = false;
          } else if (path.equals(List.of("annotation", "filename"))) {
            filename = xml.getElementText().strip();
            path.remove(path.size() - 1);
          } else if (path.equals(List.of("annotation", "object", "name"))) {
            name = xml.getElementText().strip();
            path.remove(path.size() - 1);
          } else if (path.equals(List.of("annotation", "object", "difficult"))) {
            difficult = xml.getElementText().strip().equals("1");
            path.remove(path.size() - 1);
          }
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          if (path.equals(List.of("annotation", "object")) && !name.isEmpty() && !difficult) {
            objects.add(name);
          }
          path.remove(path.size() - 1);
        }
      }
    }
    return new Annotation(filename, objects);
  }

  /** Files come from anywhere: no entities, nothing fetched. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
