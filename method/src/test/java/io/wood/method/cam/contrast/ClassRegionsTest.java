package io.wood.method.cam.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.method.tensor.Devices;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClassRegionsTest {
  private static final Offset<Float> CLOSE = Offset.offset(1e-6f);
  private static final float[] MEAN = {1, 1};

  private final NDManager manager = Devices.manager(Device.cpu());

  @AfterEach
  void close() {
    manager.close();
  }

  private static Directions directions(float[]... vectors) {
    return new Directions(List.of(vectors), 2);
  }

  /** Of one image with four positions: f − μ = (3, 4), (0, −2), (0, 0), (−3, 4). */
  private NDArray features() {
    return manager.create(new float[] {4, 1, 1, -2, 5, -1, 1, 5}, new Shape(1, 2, 2, 2));
  }

  @Test
  void aRegionIsTheMeanDirectionWhereAMapIsActive() {
    // Given two parts of class 0 whose mean is (1, 1)/2, class 1 at (0, 1), class 2 without parts.
    ContrastCentres centres =
        new ContrastCentres(
            MEAN,
            List.of(
                directions(new float[] {2, 0}, new float[] {0, 3}),
                directions(new float[] {0, 5}),
                directions()),
            directions(new float[] {1, 0}, new float[] {0, -1}));
    float[] maps = {3, 1, 0, 0, /* class 1: */ 0, 0, 0, 0, /* class 2: */ 0, 0, 9, 1};

    // When
    ClassRegions regions =
        ClassRegions.of(centres, features(), manager.create(maps, new Shape(1, 3, 2, 2)));

    // Then class 0 has (3·(.6, .8) + 1·(0, −1))/4 = (.45, .35) and class 2 (−.6, .8)/10.
    float length = (float) Math.sqrt(.45 * .45 + .35 * .35);
    float x = .45f / length;
    float y = .35f / length;
    assertThat(regions.known().toFloatArray()).containsExactly(1, 0, 0);
    NDArray own = regions.toPrototypes();
    assertThat(own.getShape()).isEqualTo(new Shape(1, 3));
    assertThat(own.toFloatArray()).containsExactly(new float[] {(x + y) / root2(), 0, 0}, CLOSE);
    NDArray others = regions.toNegatives();
    assertThat(others.getShape()).isEqualTo(new Shape(1, 3, 2));
    assertThat(others.toFloatArray()).containsExactly(new float[] {x, -y, 0, 0, -.6f, -.8f}, CLOSE);
  }

  private static float root2() {
    return (float) Math.sqrt(2);
  }

  @Test
  void refusesNegativesThatDifferBetweenClasses() {
    Directions one = directions(new float[] {1, 0});
    ContrastCentres centres =
        new ContrastCentres(MEAN, List.of(one, one), List.of(one, directions(new float[] {0, 1})));
    ClassRegions regions =
        ClassRegions.of(centres, features(), manager.ones(new Shape(1, 2, 2, 2)));
    assertThatThrownBy(regions::toNegatives)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("class 1 has other negatives");
  }
}
