package io.wood.method.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.method.GoldenFile;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathIndexTest {
  private final GoldenFile golden = GoldenFile.open("a_path_index");

  @ParameterizedTest
  @ValueSource(ints = {5, 10})
  void walksTheOfficialPaths(int radius) {
    List<CellPath> paths = CellPath.within(radius);

    assertThat(paths.stream().flatMapToInt(path -> IntStream.of(path.dy(), path.dx())).toArray())
        .isEqualTo(golden.ints("r" + radius + "_search_dst"));
    for (int length : golden.ints("r" + radius + "_path_lengths")) {
      int[] cells =
          paths.stream()
              .filter(path -> path.length() == length)
              .flatMap(path -> path.cells().stream())
              .flatMapToInt(cell -> IntStream.of(cell.y(), cell.x()))
              .toArray();
      assertThat(cells).isEqualTo(golden.ints("r" + radius + "_paths_len" + length));
    }
  }

  @Test
  void indexesAGridAsTheOfficialCodeDoes() {
    PathIndex index = new PathIndex(5, 12, 16);

    int[] sources = IntStream.range(0, index.sources()).map(index::source).toArray();
    int[] targets =
        index.paths().stream()
            .flatMapToInt(
                path -> IntStream.of(sources).map(source -> source + index.targetOffset(path)))
            .toArray();

    assertThat(sources).isEqualTo(golden.ints("r5_grid12x16_src"));
    assertThat(targets).isEqualTo(golden.ints("r5_grid12x16_dst"));
    for (int length : golden.ints("r5_path_lengths")) {
      int[] cells =
          index.paths().stream()
              .filter(path -> path.length() == length)
              .flatMapToInt(path -> IntStream.of(index.cellOffsets(path)))
              .flatMap(offset -> IntStream.of(sources).map(source -> source + offset))
              .toArray();
      assertThat(cells).isEqualTo(golden.ints("r5_grid12x16_pathidx_len" + length));
    }
  }

  @Test
  void countsThePairsOfEveryGoldenGrid() {
    int[] counts = golden.ints("pair_counts_radius_h_w_ndst_nsrc_npairs");
    for (int row = 0; row < counts.length; row += 6) {
      PathIndex index = new PathIndex(counts[row], counts[row + 1], counts[row + 2]);

      assertThat(index.paths()).hasSize(counts[row + 3]);
      assertThat(index.sources()).isEqualTo(counts[row + 4]);
      assertThat(index.pairs()).isEqualTo(counts[row + 5]);
    }
  }

  @ParameterizedTest
  @CsvSource({"10,24,9,5", "10,3,40,3", "5,1,1,1", "5,7,1,1", "5,1,9,1", "10,10,19,10"})
  void shrinksTheRadiusToAGridThatIsTooSmall(int radius, int height, int width, int expected) {
    PathIndex index = new PathIndex(radius, height, width);

    assertThat(index.radius()).isEqualTo(expected);
    for (CellPath path : index.paths()) {
      for (int source = 0; source < index.sources(); source++) {
        int column = index.source(source) % width + path.dx();
        assertThat(column).isBetween(0, width - 1);
        assertThat(index.source(source) + index.targetOffset(path)).isLessThan(height * width);
      }
    }
  }
}
