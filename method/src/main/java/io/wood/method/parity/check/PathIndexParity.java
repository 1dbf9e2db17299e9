package io.wood.method.parity.check;

import io.wood.method.irn.PathIndex;
import io.wood.method.parity.GoldenCheck;
import io.wood.method.parity.GoldenComparison;
import io.wood.method.parity.GoldenFile;
import io.wood.method.walk.CellPath;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.stream.IntStream;

/** The paths of every radius, and the pairs of every grid; exact. */
public final class PathIndexParity implements GoldenCheck {
  private static final String COUNTS = "pair_counts_radius_h_w_ndst_nsrc_npairs";

  @Override
  public String topic() {
    return "path_index";
  }

  @Override
  public void compare(GoldenFile golden, GoldenComparison comparison) {
    for (MatchResult key : golden.matching("r(\\d+)_search_dst")) {
      comparePaths(Integer.parseInt(key.group(1)), comparison);
    }
    for (MatchResult key : golden.matching("(r(\\d+)_grid(\\d+)x(\\d+))_src")) {
      compareGrid(golden, key, comparison);
    }
    if (golden.has(COUNTS)) {
      comparison.exact(COUNTS, counted(golden.ints(COUNTS)));
    }
  }

  private static void comparePaths(int radius, GoldenComparison comparison) {
    String prefix = "r" + radius + "_";
    List<CellPath> paths = CellPath.within(radius);
    int[] lengths = lengths(paths);
    comparison.exact(prefix + "radius_floor", radius - 1);
    comparison.exact(prefix + "n_dst", paths.size());
    comparison.exact(
        prefix + "search_dst",
        paths.stream().flatMapToInt(path -> IntStream.of(path.dy(), path.dx())).toArray());
    comparison.exact(prefix + "path_lengths", lengths);
    comparison.exact(
        prefix + "paths_per_length",
        IntStream.of(lengths).map(length -> of(paths, length).size()).toArray());
    for (int length : lengths) {
      comparison.exact(
          prefix + "paths_len" + length,
          of(paths, length).stream()
              .flatMap(path -> path.cells().stream())
              .flatMapToInt(cell -> IntStream.of(cell.y(), cell.x()))
              .toArray());
    }
  }

  private static void compareGrid(GoldenFile golden, MatchResult key, GoldenComparison comparison) {
    String prefix = key.group(1);
    PathIndex index =
        new PathIndex(
            Integer.parseInt(key.group(2)),
            Integer.parseInt(key.group(3)),
            Integer.parseInt(key.group(4)));
    int[] sources = IntStream.range(0, index.sources()).map(index::source).toArray();
    comparison.exact(prefix + "_src", sources);
    for (MatchResult targets : golden.matching(prefix + "_dst(?:_first(\\d+))?")) {
      long first = targets.group(1) == null ? Long.MAX_VALUE : Long.parseLong(targets.group(1));
      comparison.exact(
          targets.group(),
          index.paths().stream()
              .limit(first)
              .flatMapToInt(path -> shifted(sources, index.targetOffset(path)))
              .toArray());
    }
    if (golden.has(prefix + "_n_pairs")) {
      comparison.exact(prefix + "_n_pairs", index.pairs());
    }
    if (golden.has(prefix + "_dst")) {
      for (int length : lengths(index.paths())) {
        comparison.exact(
            prefix + "_pathidx_len" + length,
            of(index.paths(), length).stream()
                .flatMapToInt(path -> IntStream.of(index.cellOffsets(path)))
                .flatMap(offset -> shifted(sources, offset))
                .toArray());
      }
    }
  }

  /** Rows of radius, height, width, targets, sources, pairs. */
  private static int[] counted(int[] rows) {
    int[] counted = rows.clone();
    for (int row = 0; row < rows.length; row += 6) {
      PathIndex index = new PathIndex(rows[row], rows[row + 1], rows[row + 2]);
      counted[row + 3] = index.paths().size();
      counted[row + 4] = index.sources();
      counted[row + 5] = index.pairs();
    }
    return counted;
  }

  private static int[] lengths(List<CellPath> paths) {
    return paths.stream().mapToInt(CellPath::length).distinct().sorted().toArray();
  }

  private static List<CellPath> of(List<CellPath> paths, int length) {
    return paths.stream().filter(path -> path.length() == length).toList();
  }

  private static IntStream shifted(int[] sources, int offset) {
    return IntStream.of(sources).map(source -> source + offset);
  }
}
