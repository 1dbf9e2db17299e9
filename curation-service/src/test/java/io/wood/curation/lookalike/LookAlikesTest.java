package io.wood.curation.lookalike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.curation.Samples;
import io.wood.curation.index.CandidateIndex;
import io.wood.curation.index.IndexChange;
import io.wood.curation.view.ViewDatabase;
import io.wood.curation.view.ViewWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    Map<String, List<String>> groups = group(points);

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
    Map<String, List<String>> expected = group(points);

    // When
    Collections.shuffle(points, random);

    // Then
    assertThat(group(points)).isEqualTo(expected);
  }

  @Test
  void imagesWithoutAnEmbeddingHaveNoGroup() {
    assertThat(
            group(
                List.of(
                    new Point(Samples.hash(1), new float[0]),
                    new Point(Samples.hash(2), new float[0]))))
        .isEmpty();
    assertThat(group(List.of())).isEmpty();
  }

  @Test
  void beyondTheLimitThereAreNoGroupsAndTheHealthSaysSo(@TempDir Path directory) {
    try (ViewDatabase view = ViewDatabase.open(directory.resolve("view"))) {
      new ViewWriter(view)
          .apply(
              Samples.batch(IntStream.range(0, 100).mapToObj(Samples::ranked).toList(), List.of()));
      try (LookAlikeJob wide = job(view, 100);
          LookAlikeJob off = job(view, LookAlikeJob.OFF)) {
        wide.run();
        assertThat(Arrays.stream(view.index().leaders()).boxed())
            .anyMatch(leader -> leader != CandidateIndex.NO_LEADER);
        assertThat(wide.problem()).isEmpty();

        off.run();
        assertThat(view.index().leaders()).containsOnly(CandidateIndex.NO_LEADER);
        assertThat(off.problem()).isEmpty();
      }
      try (LookAlikeJob narrow = job(view, 99)) {
        narrow.run();
        assertThat(view.index().leaders()).containsOnly(CandidateIndex.NO_LEADER);
        assertThat(narrow.problem().orElseThrow()).contains("wood.curation.group-images=99");
        assertThat(narrow.isAlive()).isTrue();
      }
      assertThatThrownBy(() -> job(view, -1)).hasMessageContaining("wood.curation.group-images");
    }
  }

  private static LookAlikeJob job(ViewDatabase view, int maxImages) {
    return new LookAlikeJob(view, new LookAlikes(.3), Duration.ofSeconds(1), maxImages);
  }

  private static final class Point {
    private final String image;
    private final float[] vector;

    Point(String image, float[] vector) {
      this.image = image;
      this.vector = vector;
    }
  }

  /** The groups, each under its leader, as the service makes them. */
  private Map<String, List<String>> group(List<Point> points) {
    CandidateIndex index = new CandidateIndex();
    index.apply(
        IndexChange.ranked(
            points.stream().map(point -> point.image).toList(), Map.of(), Map.of(), List.of()));
    EmbeddingTable embeddings = new EmbeddingTable();
    for (int slot = 0; slot < points.size(); slot++) {
      float[] vector = points.get(slot).vector;
      ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
      bytes.asFloatBuffer().put(vector);
      embeddings.add(slot, bytes);
    }
    int[] leaders = lookAlikes.leaders(embeddings, index.orderByImage(embeddings.slots()));
    Map<String, List<String>> groups = new TreeMap<>();
    for (int i = 0; i < leaders.length; i++) {
      if (leaders[i] != LookAlikes.ALONE) {
        groups
            .computeIfAbsent(points.get(leaders[i]).image, leader -> new ArrayList<>())
            .add(points.get(i).image);
      }
    }
    groups.values().forEach(Collections::sort);
    return groups;
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
