package io.wood.demo.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.demo.drawing.DemoDataset;
import io.wood.demo.drawing.DemoImage;
import io.wood.demo.drawing.DemoSpec;
import io.wood.store.Hashes;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class DrawnDataTest {
  private static final DemoSpec SPEC = new DemoSpec(7, 3, 2, 2, 6, 4, .1, .12);

  @Test
  void keepsEveryImageInTheDatasetsOrder() {
    List<DemoImage> drawn = new DemoDataset(SPEC).images().toList();

    EffectData data = DrawnData.draw(SPEC);

    assertThat(ids(data.train())).isEqualTo(ids(drawn, DemoImage.Kind.TRAIN::equals));
    assertThat(ids(data.validation())).isEqualTo(ids(drawn, DemoImage.Kind.VALIDATION::equals));
    assertThat(ids(data.candidates())).isEqualTo(ids(drawn, DemoImage.Kind::candidate));
  }

  private static List<String> ids(List<EffectImage> images) {
    return images.stream().map(EffectImage::id).toList();
  }

  private static List<String> ids(List<DemoImage> drawn, Predicate<DemoImage.Kind> kind) {
    return drawn.stream()
        .filter(image -> kind.test(image.kind()))
        .map(image -> Hashes.sha256(image.jpeg()))
        .toList();
  }
}
