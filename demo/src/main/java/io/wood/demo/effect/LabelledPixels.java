package io.wood.demo.effect;

import io.wood.method.data.MaskedImage;
import io.wood.method.data.MaskedImages;
import io.wood.method.image.LabelMap;
import java.util.List;

/** Images in memory with a label for each pixel. */
record LabelledPixels(List<EffectImage> images, List<LabelMap> labels) implements MaskedImages {
  LabelledPixels {
    images = List.copyOf(images);
    labels = List.copyOf(labels);
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public String id(int index) {
    return images.get(index).id();
  }

  @Override
  public MaskedImage load(int index) {
    return new MaskedImage(images.get(index).image(), labels.get(index));
  }
}
