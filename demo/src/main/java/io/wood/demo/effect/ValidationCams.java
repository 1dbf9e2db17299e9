package io.wood.demo.effect;

import io.wood.contracts.parameter.RefinementParameters.Cam;
import io.wood.method.cam.ActivationMaps;
import io.wood.method.cam.MapGate;
import io.wood.method.cam.MultiScaleCam;
import io.wood.method.network.Classifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The CAMs of the labelled classes of images, by one classifier: computed once for each setting,
 * because the seeds and the walk mostly start from the same.
 */
final class ValidationCams {
  private final Classifier classifier;
  private final List<EffectImage> images;
  private final Optional<MapGate> gate;
  private final BiConsumer<Integer, Integer> progress;
  private final Map<Cam, List<ActivationMaps>> known = new HashMap<>();

  /**
   * @param gate weighs their positions; empty for plain CAMs
   * @param progress receives done and total
   */
  ValidationCams(
      Classifier classifier,
      List<EffectImage> images,
      Optional<MapGate> gate,
      BiConsumer<Integer, Integer> progress) {
    this.classifier = classifier;
    this.images = List.copyOf(images);
    this.gate = gate;
    this.progress = progress;
  }

  /** Plain CAMs, without progress. */
  ValidationCams(Classifier classifier, List<EffectImage> images) {
    this(classifier, images, Optional.empty(), (done, total) -> {});
  }

  Classifier classifier() {
    return classifier;
  }

  List<EffectImage> images() {
    return images;
  }

  /** The CAMs of all images, in their order. */
  List<ActivationMaps> of(Cam settings) {
    return known.computeIfAbsent(settings, this::compute);
  }

  private List<ActivationMaps> compute(Cam settings) {
    MultiScaleCam cam =
        gate.map(by -> new MultiScaleCam(classifier, settings, by))
            .orElseGet(() -> new MultiScaleCam(classifier, settings));
    AtomicInteger done = new AtomicInteger();
    return inTurn()
        .map(
            image -> {
              ActivationMaps maps = cam.of(image.image(), image.labels());
              progress.accept(done.incrementAndGet(), images.size());
              return maps;
            })
        .toList();
  }

  /**
   * In parallel for a GPU, which would wait for one core to resize; a CPU is already fully used.
   */
  private Stream<EffectImage> inTurn() {
    return classifier.device().isGpu() ? images.parallelStream() : images.stream();
  }
}
