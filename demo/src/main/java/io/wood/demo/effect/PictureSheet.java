package io.wood.demo.effect;

import static java.util.Objects.requireNonNull;

import io.wood.cli.console.CommandFailedException;
import io.wood.method.image.RgbImage;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of pictures as one image. From the top: a title with a key of colours, the names of the
 * columns, and rows of pictures of equal size, each below its caption.
 */
final class PictureSheet {
  /** Width of a column and longest side of a picture, pixels. */
  static final int CELL = 240;

  /** Between columns, and below the pictures of a row, pixels. */
  static final int GAP = 8;

  /** At the edges of the sheet, pixels. */
  static final int MARGIN = 12;

  /** Height of a line of text, pixels. */
  static final int LINE = 24;

  private static final int SWATCH = 12;
  private static final int BASELINE = 17;
  private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  private static final Font BOLD = TEXT.deriveFont(Font.BOLD);
  private static final Color INK = new Color(0x202020);
  private static final Color RULE = new Color(0xc0c0c0);

  private final String title;
  private final List<Swatch> key;
  private final List<String> columns;
  private final List<Row> rows = new ArrayList<>();

  /**
   * What a colour means.
   *
   * @param colour 0xRRGGBB
   */
  record Swatch(String name, int colour) {
    Swatch {
      requireNonNull(name, "name");
    }
  }

  /**
   * The pictures of one thing.
   *
   * @param caption before the key
   * @param key colours of this row
   * @param cells one for each column, all of one size, at most {@link #CELL} a side
   */
  record Row(String caption, List<Swatch> key, List<RgbImage> cells) {
    Row {
      requireNonNull(caption, "caption");
      key = List.copyOf(key);
      cells = List.copyOf(cells);
      for (RgbImage cell : cells) {
        if (cell.width() > CELL || cell.height() > CELL) {
          throw new IllegalArgumentException(
              caption + ": " + cell + " does not fit a cell of " + CELL + " pixels");
        }
      }
    }

    private int height() {
      return LINE + cells.stream().mapToInt(RgbImage::height).max().orElse(0) + GAP;
    }
  }

  PictureSheet(String title, List<Swatch> key, List<String> columns) {
    this.title = requireNonNull(title, "title");
    this.key = List.copyOf(key);
    this.columns = List.copyOf(columns);
  }

  /**
   * Tries whether text can be drawn.
   *
   * @throws CommandFailedException when Java finds no fonts, as in a small container
   */
  static void requireFonts() {
    Graphics2D pen = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    try {
      pen.getFontMetrics(TEXT);
    } catch (InternalError e) {
      throw new CommandFailedException(
          "pictures need a font for their text and Java finds none: install fontconfig and a font"
              + " such as DejaVu, or leave --pictures out",
          e);
    } finally {
      pen.dispose();
    }
  }

  /** Adds a row below the others. */
  void add(Row row) {
    if (row.cells().size() != columns.size()) {
      throw new IllegalArgumentException(
          row.caption() + ": " + row.cells().size() + " pictures for the columns " + columns);
    }
    rows.add(row);
  }

  /** The whole sheet. */
  RgbImage drawn() {
    int width = 2 * MARGIN + columns.size() * (CELL + GAP) - GAP;
    int height = 2 * (MARGIN + LINE) + rows.stream().mapToInt(Row::height).sum();
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    try {
      pen.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      pen.setColor(Color.WHITE);
      pen.fillRect(0, 0, width, height);
      line(pen, title, BOLD, key, MARGIN);
      int top = MARGIN + LINE;
      for (int column = 0; column < columns.size(); column++) {
        text(pen, columns.get(column), BOLD, left(column), top);
      }
      top += LINE;
      for (Row row : rows) {
        pen.setColor(RULE);
        pen.drawLine(MARGIN, top, width - MARGIN, top);
        line(pen, row.caption(), TEXT, row.key(), top);
        for (int column = 0; column < columns.size(); column++) {
          picture(pen, row.cells().get(column), left(column), top + LINE);
        }
        top += row.height();
      }
    } finally {
      pen.dispose();
    }
    return RgbImage.of(picture);
  }

  /** Framed, so that light pictures have an edge. */
  private static void picture(Graphics2D pen, RgbImage image, int x, int y) {
    pen.setColor(RULE);
    pen.drawRect(x - 1, y - 1, image.width() + 1, image.height() + 1);
    pen.drawImage(image.toBufferedImage(), x, y, null);
  }

  private static int left(int column) {
    return MARGIN + column * (CELL + GAP);
  }

  /** A text and the key after it. */
  private static void line(Graphics2D pen, String text, Font font, List<Swatch> key, int top) {
    int x = text(pen, text, font, MARGIN, top);
    for (Swatch swatch : key) {
      x += 2 * SWATCH;
      pen.setColor(new Color(swatch.colour()));
      pen.fillRect(x, top + (LINE - SWATCH) / 2, SWATCH, SWATCH);
      pen.setColor(RULE);
      pen.drawRect(x, top + (LINE - SWATCH) / 2, SWATCH, SWATCH);
      x = text(pen, swatch.name(), TEXT, x + SWATCH + SWATCH / 2, top);
    }
  }

  /** Returns where it ends. */
  private static int text(Graphics2D pen, String text, Font font, int x, int top) {
    pen.setColor(INK);
    pen.setFont(font);
    pen.drawString(text, x, top + BASELINE);
    return x + pen.getFontMetrics().stringWidth(text);
  }
}
