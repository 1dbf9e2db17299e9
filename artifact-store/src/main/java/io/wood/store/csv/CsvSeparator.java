package io.wood.store.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;

/**
 * Finds the separator of a CSV file: spreadsheets of much of Europe write semicolons, others tabs.
 */
final class CsvSeparator {
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');
  private static final String DECLARED = "sep=";
  private static final int MAX_LINE = 1 << 16;

  private CsvSeparator() {}

  /**
   * Returns what separates the column names, without consuming them. A first line {@code sep=;}, as
   * spreadsheets write it, is consumed.
   */
  static char find(BufferedReader in) throws IOException {
    in.mark(MAX_LINE);
    char[] head = new char[MAX_LINE - 1];
    int length = 0;
    for (int read = 0; read >= 0 && length < head.length; ) {
      length += read;
      read = in.read(head, length, head.length - length);
    }
    in.reset();
    String line = headerLine(new String(head, 0, length));
    if (line.regionMatches(true, 0, DECLARED, 0, DECLARED.length())
        && line.length() == DECLARED.length() + 1) {
      in.readLine();
      return line.charAt(DECLARED.length());
    }
    char found = ',';
    for (char separator : SEPARATORS) {
      if (count(line, separator) > count(line, found)) {
        found = separator;
      }
    }
    return found;
  }

  /** The first line that is not blank; line breaks in quotes belong to it. */
  private static String headerLine(String head) {
    String text = head.startsWith("\ufeff") ? head.substring(1) : head;
    String line = text.stripLeading();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char letter = line.charAt(i);
      quoted ^= letter == '"';
      if (!quoted && (letter == '\n' || letter == '\r')) {
        return line.substring(0, i);
      }
    }
    return line;
  }

  private static long count(String line, char separator) {
    boolean quoted = false;
    long count = 0;
    for (int i = 0; i < line.length(); i++) {
      quoted ^= line.charAt(i) == '"';
      if (!quoted && line.charAt(i) == separator) {
        count++;
      }
    }
    return count;
  }
}
