package io.wood.refiner.view;

import io.wood.contracts.artifact.DatasetManifest;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * File names without ending: those of the images, but valid on every file system, and different
 * from one another where a file system ignores case and the form of umlauts.
 */
public final class ExportNames {
  private static final int HASH_LENGTH = 12;
  private static final String INVALID = "[\\p{Cntrl}<>:\"/\\\\|?*]";
  private static final String RESERVED = "(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?";

  private final Set<String> taken = new HashSet<>();

  /** The name of an image's files. */
  public String of(DatasetManifest.Image image) {
    String name = valid(image.name());
    return take(name)
        ? name
        : unique(name + "_" + image.artifact().sha256().substring(0, HASH_LENGTH));
  }

  /** The name of another file or folder. */
  public String of(String wanted) {
    return unique(valid(wanted));
  }

  private String unique(String name) {
    String unique = name;
    for (int i = 2; !take(unique); i++) {
      unique = name + "_" + i;
    }
    return unique;
  }

  private boolean take(String name) {
    return taken.add(
        Normalizer.normalize(name, Normalizer.Form.NFKC)
            .toUpperCase(Locale.ROOT)
            .toLowerCase(Locale.ROOT));
  }

  private static String valid(String name) {
    String valid =
        name.replaceAll(INVALID, "_").replaceAll("^[.\\s]+", "_").replaceAll("[.\\s]+$", "_");
    return valid.matches(RESERVED) ? "_" + valid : valid;
  }
}
