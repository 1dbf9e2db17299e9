package io.wood.demo.drawing;

import io.wood.demo.drawing.paint.LayeredPicture;
import java.util.List;
import java.util.Optional;

/** One drawn image, encoded. */
public final class DemoImage {
  /** What it was drawn for. */
  public enum Kind {
    TRAIN,
    VALIDATION,
    /** Candidate: a class's background without any object. */
    HARD,
    /** Candidate: nothing like any class. */
    EASY,
    /** Candidate that shows an object and should be pruned. */
    MISSING_POSITIVE;

    /** True for the pool of unlabelled images. */
    public boolean candidate() {
      return this == HARD || this == EASY || this == MISSING_POSITIVE;
    }
  }

  private final String name;
  private final Kind kind;
  private final List<String> labels;
  private final int width;
  private final int height;
  private final byte[] jpeg;
  private final byte[] mask;

  DemoImage(
      String name,
      Kind kind,
      List<String> labels,
      LayeredPicture picture,
      byte[] jpeg,
      byte[] mask) {
    this.name = name;
    this.kind = kind;
    this.labels = List.copyOf(labels);
    this.width = picture.width();
    this.height = picture.height();
    this.jpeg = jpeg;
    this.mask = mask;
  }

  /** File name without extension; that of a candidate does not show its kind. */
  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  /** Classes that it shows; for a candidate the drawn truth, which no service receives. */
  public List<String> labels() {
    return labels;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The picture as JPEG. */
  public byte[] jpeg() {
    return jpeg.clone();
  }

  /**
   * Exact mask as palette PNG: 0 background, i the class {@code classes[i-1]}; validation images
   * have one.
   */
  public Optional<byte[]> mask() {
    return mask == null ? Optional.empty() : Optional.of(mask.clone());
  }
}
