package io.wood.cli.dataset.voc;

import io.wood.cli.dataset.ImageFolders;
import io.wood.cli.dataset.ImageLabels;
import io.wood.cli.dataset.ImportProblem;
import io.wood.cli.dataset.voc.VocLayout.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
  /** Folders of annotations, as tools name them. */
  private static final List<String> FOLDERS =
      List.of("Annotations", "annotations", "Annotation", "xmls", "xml", "labels");

  private static final XMLInputFactory XML = factory();

  private final VocImages images;
  private final Map<String, Set<String>> byName = new LinkedHashMap<>();
  private final Map<String, Set<String>> byContent = new LinkedHashMap<>();
  private final List<ImportProblem> problems = new ArrayList<>();
  private int withoutImage;

  private VocAnnotations(VocImages images) {
    this.images = images;
  }

  /**
   * Reads the labels, by the key of the image; folders without XML files have no classes.
   *
   * @param notes receives a line about annotations of which there is no image
   */
  static ImageLabels read(
      VocLayout layout, VocImages images, List<String> requested, List<String> notes) {
    VocAnnotations reader = new VocAnnotations(images);
    layout
        .beside(FOLDERS)
        .forEach((folder, place) -> reader.addAll(ImageFolders.tree(folder), place));
    layout.places().forEach(place -> reader.addAll(place.files(), Optional.of(place)));
    if (reader.withoutImage > 0) {
      notes.add(reader.withoutImage + " annotations are of no image here and were left out");
    }
    return reader.labels(requested);
  }

  private ImageLabels labels(List<String> requested) {
    Map<String, Set<String>> shown = new LinkedHashMap<>(byName);
    byContent.forEach(shown::putIfAbsent);
    Set<String> found = new TreeSet<>();
    shown.values().forEach(found::addAll);
    List<String> classes = requested.isEmpty() ? List.copyOf(found) : requested;
    return ImageLabels.of(classes, shown, problems);
  }

  private void addAll(Map<String, Path> files, Optional<Place> place) {
    files.forEach(
        (path, file) -> {
          if (path.toLowerCase(Locale.ROOT).endsWith(".xml")) {
            add(path, file, place);
          }
        });
  }

  private void add(String path, Path file, Optional<Place> place) {
    try {
      Annotation read = annotation(file);
      Optional<String> named = images.find(ImageFolders.stem(path), place);
      Optional<String> inside =
          named.isPresent() ? Optional.empty() : images.find(read.filename(), place);
      named.ifPresent(key -> add(byName, key, read));
      inside.ifPresent(key -> add(byContent, key, read));
      withoutImage += named.isEmpty() && inside.isEmpty() ? 1 : 0;
    } catch (IOException | XMLStreamException e) {
      problems.add(new ImportProblem(path, "it is no annotation in XML: " + e.getMessage()));
    }
  }

  private static void add(Map<String, Set<String>> labels, String key, Annotation read) {
    labels.computeIfAbsent(key, k -> new TreeSet<>()).addAll(read.objects());
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
            filename = text(xml, path);
          } else if (path.equals(List.of("annotation", "object", "name"))) {
            name = ImageFolders.composed(text(xml, path));
          } else if (path.equals(List.of("annotation", "object", "difficult"))) {
            difficult = text(xml, path).equals("1");
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

  /** The text of an element, which ends with it. */
  private static String text(XMLStreamReader xml, List<String> path) throws XMLStreamException {
    path.remove(path.size() - 1);
    return xml.getElementText().strip();
  }

  /** Files come from anywhere: no entities, nothing fetched. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
