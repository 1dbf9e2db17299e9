package io.wood.bench.refining;

import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementStage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Wall time of the stages of a refinement, seconds.
 *
 * @param cams CAMs, and the labels for IRN
 * @param irn training of IRN
 * @param walks edges and random walk
 * @param masks threshold and masks
 */
record StageTimes(double cams, double irn, double walks, double masks) {

  /**
   * Those of a refiner. Each stage begins where the one before ends, so that waiting counts.
   *
   * @param requested when the refinement was requested
   * @param images its results, in any order
   * @param progress its progress, in any order
   * @param completed when it was complete
   */
  static StageTimes of(
      Instant requested,
      List<ImageRefined> images,
      List<RefinementProgressed> progress,
      Instant completed) {
    Instant seeded = last(images, RefinementStage.CAM);
    Instant trained =
        latest(
            progress.stream()
                .filter(event -> event.progress().phase().equals("irn"))
                .map(RefinementProgressed::at));
    Instant walked = last(images, RefinementStage.MASK);
    return new StageTimes(
        seconds(requested, seeded),
        seconds(seeded, trained),
        seconds(trained, walked),
        seconds(walked, completed));
  }

  private static Instant last(List<ImageRefined> images, RefinementStage stage) {
    return latest(
        images.stream().filter(image -> image.stage() == stage).map(ImageRefined::refinedAt));
  }

  private static Instant latest(Stream<Instant> times) {
    return times.max(Instant::compareTo).orElseThrow();
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }

  /** All stages. */
  double whole() {
    return cams + irn + walks + masks;
  }

  /** The mean with another measurement. */
  StageTimes mean(StageTimes other) {
    return new StageTimes(
        (cams + other.cams) / 2,
        (irn + other.irn) / 2,
        (walks + other.walks) / 2,
        (masks + other.masks) / 2);
  }
}
