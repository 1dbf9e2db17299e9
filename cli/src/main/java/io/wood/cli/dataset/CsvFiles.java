package io.wood.cli.dataset;

import io.wood.store.csv.CsvException;
import io.wood.store.csv.CsvTable;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads CSV files in UTF-8, or UTF-16 with a mark, whose first line names the columns. */
public final class CsvFiles {
  private CsvFiles() {}

  /**
   * Reads a file.
   *
   * @throws DatasetImportException when it is missing, empty or not valid CSV
   */
  public static CsvTable read(Path file) {
    try (Reader in = ImageFolders.reader(file)) {
      return CsvTable.read(in);
    } catch (CsvException e) {
      throw new DatasetImportException(file + ": " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new DatasetImportException("there is no file " + file, e);
    } catch (CharacterCodingException e) {
      throw new DatasetImportException(file + " is not UTF-8 text; save it as UTF-8", e);
    } catch (IOException e) {
      throw new DatasetImportException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
