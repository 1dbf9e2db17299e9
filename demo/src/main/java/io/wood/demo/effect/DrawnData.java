package io.wood.demo.effect;

import io.wood.demo.drawing.DemoDataset;
import io.wood.demo.drawing.DemoImage;
import io.wood.demo.drawing.DemoImage.Kind;
import io.wood.demo.drawing.DemoSpec;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.UnusableImageException;
import io.wood.store.Hashes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Draws the demo dataset in memory. */
final class DrawnData {
  private DrawnData() {}

  static EffectData draw(DemoSpec spec) {
    List<EffectImage> train = new ArrayList<>();
    List<EffectImage> validation = new ArrayList<>();
    List<EffectImage> candidates = new ArrayList<>();
    new DemoDataset(spec)
        .images()
        .forEachOrdered(
            drawn -> {
              if (drawn.kind() == Kind.TRAIN) {
                train.add(decoded(drawn));
              } else if (drawn.kind() == Kind.VALIDATION) {
                validation.add(decoded(drawn));
              } else if (drawn.kind().candidate()) {
                candidates.add(decoded(drawn));
              }
            });
    return new EffectData(DemoDataset.CLASSES, train, validation, candidates);
  }

  private static EffectImage decoded(DemoImage drawn) {
    try {
      Set<Integer> labels =
          drawn.labels().stream().map(DemoDataset.CLASSES::indexOf).collect(Collectors.toSet());
      Optional<LabelMap> mask =
          drawn.mask().isPresent()
              ? Optional.of(LabelMaps.decode(drawn.mask().get()))
              : Optional.empty();
      return new EffectImage(
          Hashes.sha256(drawn.jpeg()), labels, ImageDecoder.decode(drawn.jpeg()), mask);
    } catch (UnusableImageException e) {
      throw new IllegalStateException(drawn.name() + " was drawn and cannot be read", e);
    }
  }
}
