package io.wood.method.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.method.Goldens;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParityChecksTest {
  private final ParityChecks parity = new ParityChecks();

  @TempDir private Path folder;

  static List<Path> golden() {
    return ParityChecks.files(Goldens.folder());
  }

  @ParameterizedTest
  @MethodSource("golden")
  void agreesWithTheOfficialNumbers(Path file) {
    ParityResult result = parity.check(file);

    assertThat(result.problem()).isEmpty();
    assertThat(result.failures()).isEmpty();
    assertThat(result.passed()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void noticesAChangeInEveryArrayThatItCompares(Path file) {
    // Given
    GoldenFile golden = GoldenFile.read(file);
    Set<String> compared = arrays(parity.check(golden).differences());
    GoldenFile changed = golden;
    for (String array : compared) {
      changed = changed.with(array, ParityChecksTest::changed);
    }

    // When every array is changed at once, and where that hides one, that one alone
    Set<String> unnoticed = compared;
    unnoticed.removeAll(arrays(parity.check(changed).failures()));
    unnoticed.removeIf(
        array -> !parity.check(golden.with(array, ParityChecksTest::changed)).passed());

    // Then
    assertThat(unnoticed).isEmpty();
  }

  private static Set<String> arrays(List<ArrayDifference> differences) {
    return differences.stream().map(ArrayDifference::array).collect(Collectors.toSet());
  }

  /** One value in the middle is another one. */
  private static double[] changed(double[] values) {
    int at = values.length / 2;
    while (Double.isNaN(values[at])) {
      at = (at + 1) % values.length;
    }
    values[at] += 1 + Math.abs(values[at]);
    return values;
  }

  @Test
  void namesAnArrayThatIsMissingAndGoesOnWithTheOthers() {
    GoldenFile golden = Goldens.open("e_kmeans");

    ParityResult withoutResult = parity.check(golden.without("labels_iter2"));
    ParityResult withoutInput = parity.check(golden.without("x"));

    assertThat(withoutResult.failures())
        .singleElement()
        .hasToString(
            "ArrayDifference[array=labels_iter2, error=Infinity, tolerance=0.0, problem=it is missing]");
    assertThat(withoutResult.differences()).hasSameSizeAs(parity.check(golden).differences());
    assertThat(withoutInput.problem()).isEqualTo("e_kmeans has no array x");
    assertThat(withoutInput.passed()).isFalse();
  }

  @Test
  void saysWhenArraysDoNotBelongTogether() {
    GoldenFile golden = Goldens.open("b_random_walk");

    ParityResult result = parity.check(golden.with("edge_24x32", values -> new double[5]));

    assertThat(result.passed()).isFalse();
    assertThat(result.problem()).contains("do not fit together");
  }

  @Test
  void saysWhenTheEngineCannotPutArraysTogether() throws IOException {
    // Given the loss's file with labels [N, C] in the place of centres [C, D]
    Path swapped = folder.resolve("f_wood_loss.npz");
    Files.copy(Goldens.folder().resolve("f_wood_loss.npz"), swapped);
    try (FileSystem archive = FileSystems.newFileSystem(swapped)) {
      Files.copy(
          archive.getPath("labels.npy"),
          archive.getPath("class_centres.npy"),
          StandardCopyOption.REPLACE_EXISTING);
    }

    ParityResult result = parity.check(swapped);

    assertThat(result.passed()).isFalse();
    assertThat(result.problem()).contains("do not fit together");
  }

  @Test
  void namesAFileThatCannotBeRead() throws IOException {
    Path broken = Files.write(folder.resolve("d_cam.npz"), new byte[] {1, 2, 3});

    ParityResult result = parity.check(broken);

    assertThat(result.passed()).isFalse();
    assertThat(result.file()).isEqualTo("d_cam.npz");
    assertThat(result.problem()).contains(broken.toString()).contains("no npz file");
  }

  @Test
  void readsFilesOfOtherSeedsUnderNamesOfTheirOwn() throws IOException {
    Path other = folder.resolve("f7_adv_climb_seed3.npz");
    Files.copy(Goldens.folder().resolve("f3_adv_climb.npz"), other);

    assertThat(parity.check(other).passed()).isTrue();
  }

  @Test
  void doesNotPassAFileThatNoCheckReads() throws IOException {
    Path unknown = folder.resolve("z_unknown.npz");
    Files.copy(Goldens.folder().resolve("h_miou.npz"), unknown);

    assertThat(parity.check(unknown).passed()).isFalse();
    assertThat(parity.check(unknown).problem()).contains("no check").contains("random_walk");
  }

  @Test
  void refusesAFolderWithoutGoldenFiles() {
    assertThatThrownBy(() -> ParityChecks.files(folder))
        .hasMessageContaining("holds no golden file");
    assertThatThrownBy(() -> ParityChecks.files(folder.resolve("nowhere")))
        .hasMessageContaining("nowhere");
  }
}
