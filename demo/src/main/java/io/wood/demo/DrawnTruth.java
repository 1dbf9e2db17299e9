package io.wood.demo;

import io.wood.cli.console.CommandFailedException;
import io.wood.demo.drawing.DemoImage;
import io.wood.store.Hashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was drawn into each candidate; only the simulated reviewer may use it.
 *
 * @param byImage by SHA-256 of the image file
 */
record DrawnTruth(Map<String, Candidate> byImage) {
  DrawnTruth {
    byImage = Map.copyOf(byImage);
  }

  /**
   * One candidate.
   *
   * @param name file name without extension
   * @param kind what it was drawn for
   * @param labels classes that it shows
   */
  record Candidate(String name, DemoImage.Kind kind, List<String> labels) {
    Candidate {
      labels = List.copyOf(labels);
    }
  }

  static DrawnTruth of(List<DemoImage> drawn) {
    Map<String, Candidate> candidates = new HashMap<>();
    for (DemoImage image : drawn) {
      if (image.kind().candidate()) {
        candidates.put(
            Hashes.sha256(image.jpeg()), new Candidate(image.name(), image.kind(), image.labels()));
      }
    }
    return new DrawnTruth(candidates);
  }

  /** Writes a table that people can read too: one line a candidate. */
  void write(Path file) {
    List<String> lines = new ArrayList<>(List.of("sha256,name,kind,labels"));
    byImage.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.comparing(Candidate::name)))
        .forEach(
            entry ->
                lines.add(
                    entry.getKey()
                        + ","
                        + entry.getValue().name()
                        + ","
                        + entry.getValue().kind()
                        + ","
                        + String.join(" ", entry.getValue().labels())));
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  static DrawnTruth read(Path file) {
    Map<String, Candidate> candidates = new HashMap<>();
    try {
      List<String> lines = Files.readAllLines(file);
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",", -1);
        List<String> labels = cells[3].isEmpty() ? List.of() : List.of(cells[3].split(" ", -1));
        candidates.put(cells[0], new Candidate(cells[1], DemoImage.Kind.valueOf(cells[2]), labels));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new CommandFailedException(file + " is damaged; start with --fresh", e);
    }
    return new DrawnTruth(candidates);
  }
}
