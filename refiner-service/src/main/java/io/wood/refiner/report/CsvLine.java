package io.wood.refiner.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** One line of a CSV file (RFC 4180); what a spreadsheet would run as a formula is made text. */
public final class CsvLine {
  private CsvLine() {}

  public static byte[] of(List<String> cells) {
    return (cells.stream().map(CsvLine::cell).collect(Collectors.joining(",")) + "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String cell(String text) {
    String safe = text.matches("(?s)[=+@\\t\\r-][^\\d.].*") ? "'" + text : text;
    return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
