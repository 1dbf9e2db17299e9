package io.wood.cli.dataset;

import io.wood.store.csv.CsvException;
import io.wood.store.csv.CsvTable;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.List;

/** Reads CSV files whose first line names the columns. */
public final class CsvFiles {
  private CsvFiles() {}

  /**
   * Reads a file.
   *
   * @param problems receives what was guessed
   * @throws DatasetImportException when it is missing, empty or not valid CSV
   */
  public static CsvTable read(Path file, List<ImportProblem> problems) {
    try (Reader in = TextFiles.open(file, problems)) {
      return CsvTable.read(in);
    } catch (CsvException e) {
      throw new DatasetImportException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw TextFiles.failure(file, e);
    }
  }
}
