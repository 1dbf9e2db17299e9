package io.wood.cli.dataset;

import io.wood.store.csv.CsvRow;
import io.wood.store.csv.CsvTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A folder {@code candidates} with a file {@code candidates.csv} that describes each image: columns
 * {@code image} and {@code truth}, where {@code foreground:CLASS+CLASS} means that the image shows
 * these objects, and any other value that it shows none. The truth replaces a reviewer; training
 * must not use it.
 *
 * @param candidates sorted by name
 * @param problems images that were left out
 */
public record CandidatePool(List<Candidate> candidates, List<ImportProblem> problems) {
  private static final String FOREGROUND = "foreground:";

  public CandidatePool {
    candidates = List.copyOf(candidates);
    problems = List.copyOf(problems);
  }

  /**
   * One candidate.
   *
   * @param name file name without extension
   * @param image the file
   * @param labels objects that it shows
   */
  public record Candidate(String name, LazyContent image, List<String> labels) {
    public Candidate {
      labels = List.copyOf(labels);
    }
  }

  /**
   * Reads the folder's list and the CSV file, but no image.
   *
   * @param folder contains {@code candidates} and {@code candidates.csv}
   * @throws DatasetImportException when either is missing
   */
  public static CandidatePool read(Path folder) {
    Map<String, Path> files =
        ImageFolders.images(ImageFolders.existing(folder.resolve("candidates")));
    Path csv = folder.resolve("candidates.csv");
    List<ImportProblem> problems = new ArrayList<>();
    CsvTable table = CsvFiles.read(csv, problems);
    int image = column(table, csv, "image");
    int truth = column(table, csv, "truth");
    List<Candidate> candidates = new ArrayList<>();
    for (CsvRow row : table.rows()) {
      String name = row.cell(image);
      Path file = files.remove(name);
      if (file == null) {
        problems.add(new ImportProblem(name, "listed, but there is no such image in candidates"));
      } else {
        candidates.add(new Candidate(name, LazyContent.of(file), labels(row.cell(truth))));
      }
    }
    files
        .keySet()
        .forEach(
            name -> problems.add(new ImportProblem(name, "not in " + csv + "; it is left out")));
    return new CandidatePool(candidates, problems);
  }

  private static int column(CsvTable table, Path csv, String name) {
    return table
        .column(name)
        .orElseThrow(
            () ->
                new DatasetImportException(
                    csv + " has no column '" + name + "'; its columns are " + table.header()));
  }

  private static List<String> labels(String truth) {
    return truth.startsWith(FOREGROUND)
        ? List.of(truth.substring(FOREGROUND.length()).split("\\+", -1))
        : List.of();
  }
}
