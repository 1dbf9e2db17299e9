package io.wood.cli.archive;

import io.wood.cli.archive.ImportArchive.Imported;
import java.util.ArrayList;
import java.util.List;

/** Says what an import has done. */
public final class ArchiveText {
  private ArchiveText() {}

  /** Lines for the terminal. */
  public static List<String> lines(Imported imported) {
    List<String> lines = new ArrayList<>();
    lines.add(
        imported.objects() + imported.events() == 0
            ? "experiment %s is imported already".formatted(imported.experiment())
            : "experiment %s imported: %d objects, %d events, refinements %s"
                .formatted(
                    imported.experiment(),
                    imported.objects(),
                    imported.events(),
                    imported.refinements()));
    if (imported.missingOods() + imported.missingLabelled() > 0) {
      lines.add(
          "this installation lacks the images of %d OoDs and %d labelled images: pages show no"
                  .formatted(imported.missingOods(), imported.missingLabelled())
              + " pictures of them until they are published and imported here");
    }
    return lines;
  }
}
