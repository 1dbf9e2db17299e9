package io.wood.demo.drawing.paint;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Random;

/**
 * Paints on one layer. Coordinates are picture pixels, the layer has {@value #FINENESS} times as
 * many; randomness comes from the picture's own generator.
 */
public final class Brush {
  /** Layer pixels per picture pixel, each way. */
  static final int FINENESS = 2;

  private final BufferedImage layer;
  private final Graphics2D graphics;
  private final Random random;

  Brush(BufferedImage layer, Random random) {
    this.layer = layer;
    this.random = random;
    this.graphics = layer.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(FINENESS, FINENESS);
  }

  public double width() {
    return (double) layer.getWidth() / FINENESS;
  }

  public double height() {
    return (double) layer.getHeight() / FINENESS;
  }

  /** Uniform between two numbers. */
  public double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** A whole number from {@code low} to {@code high}, both included. */
  public int count(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  @SafeVarargs
  public final <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  public ValueNoise noise() {
    return new ValueNoise(random.nextLong());
  }

  /** Runs {@code drawing} in coordinates moved to a point, turned, and scaled. */
  public void at(double x, double y, double turn, double scaleX, double scaleY, Runnable drawing) {
    AffineTransform before = graphics.getTransform();
    graphics.translate(x, y);
    graphics.rotate(turn);
    graphics.scale(scaleX, scaleY);
    drawing.run();
    graphics.setTransform(before);
  }

  /** Runs {@code drawing} so that it only changes pixels that are already painted. */
  public void atop(Runnable drawing) {
    graphics.setComposite(AlphaComposite.SrcAtop);
    drawing.run();
    graphics.setComposite(AlphaComposite.SrcOver);
  }

  /** Runs {@code drawing} inside a shape only. */
  public void inside(Shape shape, Runnable drawing) {
    Shape before = graphics.getClip();
    graphics.clip(shape);
    drawing.run();
    graphics.setClip(before);
  }

  public void fill(Shape shape, Paint paint) {
    graphics.setPaint(paint);
    graphics.fill(shape);
  }

  public void box(double x, double y, double width, double height, Paint paint) {
    fill(new Rectangle2D.Double(x, y, width, height), paint);
  }

  public void rounded(double x, double y, double width, double height, double arc, Paint paint) {
    fill(new RoundRectangle2D.Double(x, y, width, height, arc, arc), paint);
  }

  /** An ellipse around a centre. */
  public void oval(double x, double y, double radiusX, double radiusY, Paint paint) {
    fill(new Ellipse2D.Double(x - radiusX, y - radiusY, 2 * radiusX, 2 * radiusY), paint);
  }

  public void line(double x1, double y1, double x2, double y2, double thickness, Paint paint) {
    draw(new Line2D.Double(x1, y1, x2, y2), thickness, paint);
  }

  public void draw(Shape shape, double thickness, Paint paint) {
    graphics.setPaint(paint);
    graphics.setStroke(
        new BasicStroke((float) thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(shape);
  }

  public void polygon(Paint paint, double... points) {
    fill(shape(points), paint);
  }

  /** A closed polygon of x, y pairs. */
  public static Path2D shape(double... points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      path.lineTo(points[i], points[i + 1]);
    }
    path.closePath();
    return path;
  }

  /** An uneven round shape: a bush, a rock, a patch. */
  public Path2D blob(double x, double y, double radiusX, double radiusY, double unevenness) {
    int corners = count(7, 11);
    double[] radius = new double[corners];
    for (int i = 0; i < corners; i++) {
      radius[i] = 1 + between(-unevenness, unevenness);
    }
    Path2D path = new Path2D.Double();
    for (int i = 0; i <= corners; i++) {
      double here = 2 * Math.PI * i / corners;
      double half = here + Math.PI / corners;
      double px = x + radiusX * radius[i % corners] * Math.cos(here);
      double py = y + radiusY * radius[i % corners] * Math.sin(here);
      if (i == 0) {
        path.moveTo(px, py);
        continue;
      }
      double control = (radius[i - 1] + radius[i % corners]) / 2 * 1.12;
      double back = half - 2 * Math.PI / corners;
      path.quadTo(
          x + radiusX * control * Math.cos(back), y + radiusY * control * Math.sin(back), px, py);
    }
    path.closePath();
    return path;
  }

  /** Top to bottom over the rows from {@code from} to {@code to}. */
  public static Paint gradient(double from, Color top, double to, Color bottom) {
    return new GradientPaint(0, (float) from, top, 0, (float) to, bottom);
  }

  /** Brightness factor of a layer pixel; x and y are picture coordinates. */
  public interface Shade {
    public double at(double x, double y);
  }

  /**
   * Multiplies what the layer holds between two rows by a factor that varies from place to place.
   */
  public void shade(double fromRow, double toRow, Shade shade) {
    int[] pixels = ((DataBufferInt) layer.getRaster().getDataBuffer()).getData();
    int first = Math.max(0, (int) fromRow);
    int last = Math.min((int) height(), (int) Math.ceil(toRow));
    int columns = layer.getWidth();
    for (int row = first; row < last; row++) {
      for (int column = 0; column < columns / FINENESS; column++) {
        int corner = (row * columns + column) * FINENESS;
        int touched = 0;
        for (int i = 0; i < FINENESS; i++) {
          for (int j = 0; j < FINENESS; j++) {
            touched |= pixels[corner + i * columns + j];
          }
        }
        if (touched >>> 24 == 0) {
          continue;
        }
        int factor = (int) (256 * shade.at(column, row));
        for (int i = 0; i < FINENESS; i++) {
          for (int j = 0; j < FINENESS; j++) {
            int at = corner + i * columns + j;
            pixels[at] = shaded(pixels[at], factor);
          }
        }
      }
    }
  }

  private static int shaded(int pixel, int factor) {
    int red = Math.min(255, ((pixel >> 16 & 255) * factor) >> 8);
    int green = Math.min(255, ((pixel >> 8 & 255) * factor) >> 8);
    int blue = Math.min(255, ((pixel & 255) * factor) >> 8);
    return (pixel & 0xFF000000) | red << 16 | green << 8 | blue;
  }
}
