package io.wood.method.parity;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Finds the check of each golden file and runs it. */
public final class ParityChecks {
  private final List<GoldenCheck> checks =
      ServiceLoader.load(GoldenCheck.class, ParityChecks.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toList();

  /** What can be checked, sorted. */
  public List<String> topics() {
    return checks.stream().map(GoldenCheck::topic).sorted().toList();
  }

  /**
   * The golden files of a folder, sorted by name.
   *
   * @throws GoldenFileException when it cannot be listed or holds none
   */
  public static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> golden =
          files
              .filter(file -> file.getFileName().toString().endsWith(".npz"))
              .sorted(Comparator.comparing(file -> file.getFileName().toString()))
              .toList();
      if (golden.isEmpty()) {
        throw new GoldenFileException(folder + " holds no golden file (*.npz)");
      }
      return golden;
    } catch (IOException e) {
      throw new GoldenFileException(folder + " cannot be listed: " + e, e);
    }
  }

  /** Compares a file; a broken file gives a result with a problem. */
  public ParityResult check(Path file) {
    try {
      return check(GoldenFile.read(file));
    } catch (GoldenFileException e) {
      return new ParityResult(file.getFileName().toString(), List.of(), e.getMessage());
    }
  }

  /** Compares a file that was read. */
  public ParityResult check(GoldenFile golden) {
    String file = golden.name() + ".npz";
    Optional<GoldenCheck> check = checkOf(golden.name());
    if (check.isEmpty()) {
      return new ParityResult(
          file,
          List.of(),
          "no check has this name; a file name is a letter and one of " + topics());
    }
    GoldenComparison comparison = new GoldenComparison(golden);
    String problem = "";
    try {
      check.get().compare(golden, comparison);
    } catch (GoldenFileException e) {
      problem = e.getMessage();
    } catch (IllegalArgumentException | IndexOutOfBoundsException | EngineException e) {
      // The method or the engine refuses arrays that do not fit together.
      problem = "its arrays do not fit together: " + e.getMessage();
    }
    return new ParityResult(file, comparison.differences(), problem);
  }

  /** The longest topic that the name holds after its letter. */
  private Optional<GoldenCheck> checkOf(String name) {
    return checks.stream()
        .filter(check -> name.matches("[a-z]\\d*_" + check.topic() + "([_.-].*)?"))
        .max(Comparator.comparingInt(check -> check.topic().length()));
  }
}
