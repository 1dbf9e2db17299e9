package io.wood.demo.effect;

import io.wood.method.data.ImageSource;
import io.wood.method.data.LabelledImages;
import io.wood.method.image.RgbImage;
import java.util.List;

/**
 * The images of a comparison of arms, in memory.
 *
 * @param classes in the order of the labels' indices
 * @param train labelled, to learn from
 * @param validation labelled and masked, to measure on
 * @param candidates for OoDs; their labels are what the simulated reviewer sees
 */
record EffectData(
    List<String> classes,
    List<EffectImage> train,
    List<EffectImage> validation,
    List<EffectImage> candidates) {
  EffectData {
    classes = List.copyOf(classes);
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    candidates = List.copyOf(candidates);
  }

  static LabelledImages labelled(List<EffectImage> images) {
    return new LabelledImages(source(images), images.stream().map(EffectImage::labels).toList());
  }

  static ImageSource source(List<EffectImage> images) {
    return new ImageSource() {
      @Override
      public int size() {
        return images.size();
      }

      @Override
      public String id(int index) {
        return images.get(index).id();
      }

      @Override
      public RgbImage load(int index) {
        return images.get(index).image();
      }
    };
  }
}
