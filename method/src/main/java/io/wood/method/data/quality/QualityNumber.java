package io.wood.method.data.quality;

/** A number of an image file that tells its quality and not what it shows. */
enum QualityNumber {
  /** ln(width·height) of the stored picture. */
  PIXELS("log of pixels"),
  SHARPNESS("sharpness"),
  HIGH_FREQUENCY("high frequencies"),
  JPEG_QUALITY("JPEG quality"),
  BLOCKINESS("blockiness"),
  SATURATION("saturation");

  private final String label;

  QualityNumber(String label) {
    this.label = label;
  }

  /** The name on pages and in messages. */
  String label() {
    return label;
  }
}
