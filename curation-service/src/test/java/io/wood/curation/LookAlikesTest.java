package io.wood.curation;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.curation.LookAlikes.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LookAlikesTest {
  private final LookAlikes lookAlikes = new LookAlikes(.95);

  @Test
  void nearDuplicatesShareAGroupAndOthersHaveNone() {
    // Given: 300 unlike images, and 40 copies of some with a little noise
    Random random = new Random(5);
    List<Point> points = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      vectors.add(vector(random));
      points.add(new Point(Samples.hash(i), vectors.get(i)));
    }
    for (int i = 0; i < 40; i++) {
      points.add(new Point(Samples.hash(1000 + i), near(vectors.get(i), random)));
    }

    // When
    Map<String, List<String>> groups = lookAlikes.group(points);

    // Then
    for (int i = 0; i < 40; i++) {
      String original = Samples.hash(i);
      String copy = Samples.hash(1000 + i);
      assertThat(groups.values())
          .as("the group of image %d", i)
          .anySatisfy(members -> assertThat(members).contains(original, copy));
    }
    assertThat(groups).hasSize(40);
  }

  @Test
  void groupsDoNotDependOnTheOrderOfArrival() {
    // Given
    Random random = new Random(6);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      float[] vector = vector(random);
      points.add(new Point(Samples.hash(3L * i), vector));
      points.add(new Point(Samples.hash(3L * i + 1), near(vector, random)));
      points.add(new Point(Samples.hash(3L * i + 2), near(vector, random)));
    }
    Map<String, List<String>> expected = lookAlikes.group(points);

    // When
    Collections.shuffle(points, random);

    // Then
    assertThat(lookAlikes.group(points)).isEqualTo(expected);
  }

  @Test
  void imagesWithoutAnEmbeddingHaveNoGroup() {
    assertThat(
            lookAlikes.group(
                List.of(
                    new Point(Samples.hash(1), new float[0]),
                    new Point(Samples.hash(2), new float[0]))))
        .isEmpty();
    assertThat(lookAlikes.group(List.of())).isEmpty();
  }

  private static float[] vector(Random random) {
    float[] vector = new float[16];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static float[] near(float[] vector, Random random) {
    float[] near = vector.clone();
    for (int i = 0; i < near.length; i++) {
      near[i] += (float) random.nextGaussian() * .02f;
    }
    return near;
  }
}
