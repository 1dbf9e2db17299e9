package io.wood.store.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;

/**
 * Reads and writes CSV (RFC 4180) row by row.
 *
 * <p>A spreadsheet runs a cell that begins with {@code = + - @}, tab or CR as a formula. Such a
 * cell is written with a leading apostrophe, which is removed when the cell is read. A cell that
 * already begins with apostrophes before such a character gets one more, so that every cell is read
 * back unchanged.
 */
public final class CsvCodec {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setQuoteMode(QuoteMode.MINIMAL)
          .setIgnoreSurroundingSpaces(true)
          .setIgnoreEmptyLines(true)
          .get();

  private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);
  private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\r|\\n");
  private static final int BYTE_ORDER_MARK = 0xfeff;

  private CsvCodec() {}

  /** Writes one row, ended by CR LF; null is written as an empty cell. */
  public static void write(Appendable out, List<String> cells) throws IOException {
    FORMAT.printRecord(out, cells.stream().map(CsvCodec::guarded).toArray());
  }

  /**
   * Reads all rows except empty ones. A byte order mark is skipped; rows may end with CR LF, LF or
   * CR; spaces around cells that are not quoted are removed.
   *
   * @throws CsvException when the text is not valid CSV
   */
  public static void read(Reader in, Consumer<CsvRow> rows) throws IOException {
    read(in, ',', rows);
  }

  /** Reads rows whose cells are separated by another character than a comma. */
  static void read(Reader in, char separator, Consumer<CsvRow> rows) throws IOException {
    CSVFormat format = FORMAT.builder().setDelimiter(separator).get();
    try (CSVParser parser = format.parse(withoutMark(in))) {
      Iterator<CSVRecord> records = parser.iterator();
      int next = 1;
      try {
        while (records.hasNext()) {
          List<String> cells = records.next().toList();
          int last = Math.toIntExact(parser.getCurrentLineNumber());
          next = last + 1;
          if (cells.size() > 1 || !cells.get(0).isBlank()) {
            int first = last - cells.stream().mapToInt(CsvCodec::lineEnds).sum();
            rows.accept(new CsvRow(first, cells.stream().map(CsvCodec::unguarded).toList()));
          }
        }
      } catch (UncheckedIOException e) {
        throw failure(next, e);
      }
    }
  }

  private static IOException failure(int line, UncheckedIOException e) {
    if (e.getCause() instanceof CSVException invalid) {
      String problem =
          String.valueOf(invalid.getMessage()).contains("EOF")
              ? "a quote is never closed"
              : "text follows a closing quote";
      throw new CsvException("line " + line + ": " + problem, invalid);
    }
    return e.getCause();
  }

  private static Reader withoutMark(Reader in) throws IOException {
    BufferedReader text = new BufferedReader(in);
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return text;
  }

  private static int lineEnds(String cell) {
    return Math.toIntExact(LINE_END.matcher(cell).results().count());
  }

  private static String guarded(String cell) {
    return cell != null && FORMULA.matcher(cell).matches() ? "'" + cell : cell;
  }

  private static String unguarded(String cell) {
    return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
  }
}
