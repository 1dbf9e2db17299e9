package io.wood.method.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wood.contracts.parameter.RefinementParameters.Walk;
import io.wood.method.tensor.ImagePlanes;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomWalkTest {

  @ParameterizedTest
  @CsvSource({"17,23,8", "1,1,8", "9,1,8", "1,9,8", "3,4,8", "2,2,0", "5,6,1", "40,50,12"})
  void keepsRowsSummingToOne(int height, int width, int logSteps) {
    // Given a constant map: what leaves the walk is the row sum of its matrix
    ImagePlanes edge = new ImagePlanes(1, height, width);
    Random random = new Random(height + width);
    for (int i = 0; i < edge.area(); i++) {
      edge.values()[i] = random.nextFloat() * random.nextFloat();
    }
    ImagePlanes cam = new ImagePlanes(1, height, width);
    for (int i = 0; i < cam.area(); i++) {
      cam.values()[i] = 1 / (1 - edge.values()[i]);
    }

    // When
    ImagePlanes walked = new RandomWalk(new Walk(5, 10, logSteps, 1)).spread(cam, edge);

    // Then
    for (float value : walked.values()) {
      assertThat(value).isCloseTo(1, within(1e-4f));
    }
  }

  @Test
  void doesNotLeakThroughAWall() {
    // Given a wall down the middle, seeds on its left
    ImagePlanes edge = new ImagePlanes(1, 16, 17);
    ImagePlanes cam = new ImagePlanes(1, 16, 17);
    for (int y = 0; y < 16; y++) {
      edge.values()[y * 17 + 8] = 1;
      Arrays.fill(cam.values(), y * 17, y * 17 + 8, 1);
    }

    // When
    ImagePlanes walked = new RandomWalk(Walk.PAPER).spread(cam, edge);

    // Then
    assertThat(walked.at(0, 8, 3)).isCloseTo(1, within(1e-4f));
    assertThat(walked.at(0, 8, 12)).isCloseTo(0, within(1e-4f));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16, 256, 4096})
  void expandsPowersExactly(int n) {
    float[] coefficients = ChebyshevPower.coefficients(n);
    for (double x = -1; x <= 1; x += 1 / 64.0) {
      double sum = 0;
      for (int k = 0; k < coefficients.length; k++) {
        sum += coefficients[k] * Math.cos(k * Math.acos(x));
      }
      assertThat(sum).isCloseTo(Math.pow(x, n), within(3e-6));
    }
  }

  @Test
  void refusesWhatCannotBeWalked() {
    RandomWalk walk = new RandomWalk(Walk.PAPER);
    ImagePlanes edge = new ImagePlanes(1, 2, 2);

    assertThatThrownBy(() -> walk.spread(new ImagePlanes(1, 2, 3), edge))
        .hasMessageContaining("same cells");
    assertThatThrownBy(
            () -> walk.spread(new ImagePlanes(1, 2, 2, new float[] {0, 0, Float.NaN, 0}), edge))
        .hasMessageContaining("CAM holds NaN in channel 0 at row 1, column 0");
    assertThat(walk.spread(new ImagePlanes(0, 2, 2), edge).channels()).isZero();
  }

  @Test
  void takesATenthOfASecondForAPhotograph() {
    ImagePlanes edge = new ImagePlanes(1, 94, 125);
    ImagePlanes cams = new ImagePlanes(2, 94, 125);
    Random random = new Random(1);
    for (int i = 0; i < edge.area(); i++) {
      edge.values()[i] = (float) Math.pow(random.nextFloat(), 3);
    }
    for (int i = 0; i < cams.values().length; i++) {
      cams.values()[i] = random.nextFloat();
    }
    RandomWalk walk = new RandomWalk(Walk.PAPER);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 12; round++) {
      long start = threads.getCurrentThreadCpuTime();
      walk.spread(cams, edge);
      best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
    }

    // Then (.06 s was measured; three times the bound, as a busy machine has cold caches)
    assertThat(best).isLessThan(300_000_000L);
  }
}
