package io.wood.kit.page;

import java.util.Locale;

/** Writes elements, tables and figures of a report that is one HTML file. */
public final class HtmlPage {
  private final StringBuilder html = new StringBuilder();

  /** Appends markup as it is. */
  public HtmlPage append(String markup) {
    html.append(markup);
    return this;
  }

  /** Writes a table whose rows the action writes. */
  public void table(Runnable rows) {
    html.append("<table>");
    rows.run();
    html.append("</table>");
  }

  /** Writes a row; figures are right-aligned. */
  public void row(String tag, String... cells) {
    html.append("<tr>");
    for (int i = 0; i < cells.length; i++) {
      boolean number = i > 0 && (tag.equals("th") || cells[i].matches("[–+\\d.-]+"));
      html.append('<').append(tag).append(number ? " class=\"n\">" : ">");
      html.append(escaped(cells[i])).append("</").append(tag).append('>');
    }
    html.append("</tr>");
  }

  /** Writes a row of texts. */
  public void textRow(String tag, String... cells) {
    html.append("<tr>");
    for (String cell : cells) {
      element(tag, cell);
    }
    html.append("</tr>");
  }

  /** Writes an element that holds a text. */
  public void element(String tag, String text) {
    html.append('<').append(tag).append('>').append(escaped(text));
    html.append("</").append(tag).append('>');
  }

  /** A share in percent, with one decimal place. */
  public static String percent(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.1f", 100 * value);
  }

  /** A number with two decimal places. */
  public static String two(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** The text as it stands in HTML or SVG, also in an attribute. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A difference of two shares in points, with its sign. */
  public static String points(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%+.1f", 100 * value);
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
