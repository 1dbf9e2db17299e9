package io.wood.demo.drawing.paint;

import java.awt.Color;

/** Arithmetic on colours. */
public final class ColourTint {
  private ColourTint() {}

  /** Hue in degrees, saturation and brightness in 0..1; out of range values are clamped. */
  public static Color of(double hue, double saturation, double brightness) {
    return Color.getHSBColor(
        (float) (hue / 360), (float) clamp(saturation), (float) clamp(brightness));
  }

  public static Color mix(Color a, Color b, double t) {
    return new Color(
        channel(a.getRed() + (b.getRed() - a.getRed()) * t),
        channel(a.getGreen() + (b.getGreen() - a.getGreen()) * t),
        channel(a.getBlue() + (b.getBlue() - a.getBlue()) * t));
  }

  /** Darker below 1, brighter above. */
  public static Color times(Color colour, double factor) {
    return new Color(
        channel(colour.getRed() * factor),
        channel(colour.getGreen() * factor),
        channel(colour.getBlue() * factor));
  }

  public static Color faded(Color colour, double alpha) {
    return new Color(
        colour.getRed(), colour.getGreen(), colour.getBlue(), channel(255 * clamp(alpha)));
  }

  static int channel(double value) {
    return (int) Math.max(0, Math.min(255, Math.rint(value)));
  }

  private static double clamp(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
