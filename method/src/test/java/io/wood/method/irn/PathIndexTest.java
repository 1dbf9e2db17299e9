package io.wood.method.irn;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.method.walk.CellPath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathIndexTest {

  @ParameterizedTest
  @CsvSource({"10,24,9,5", "10,3,40,3", "5,1,1,1", "5,7,1,1", "5,1,9,1", "10,10,19,10"})
  void shrinksTheRadiusToAGridThatIsTooSmall(int radius, int height, int width, int expected) {
    PathIndex index = new PathIndex(radius, height, width);

    assertThat(index.paths()).isEqualTo(CellPath.within(expected));
    for (CellPath path : index.paths()) {
      for (int source = 0; source < index.sources(); source++) {
        int column = index.source(source) % width + path.dx();
        assertThat(column).isBetween(0, width - 1);
        assertThat(index.source(source) + index.targetOffset(path)).isLessThan(height * width);
      }
    }
  }
}
