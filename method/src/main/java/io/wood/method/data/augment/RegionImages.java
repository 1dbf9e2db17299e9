package io.wood.method.data.augment;

import io.wood.method.data.ImageSource;
import io.wood.method.data.SampleSource;
import io.wood.method.image.UnusableImageException;
import java.util.List;
import java.util.Optional;

/**
 * Images with the regions of their objects.
 *
 * @param images the images
 * @param regions of each image; empty for one that keeps its surroundings
 */
public record RegionImages(ImageSource images, List<Optional<ObjectRegion>> regions)
    implements SampleSource<RegionImage> {
  public RegionImages {
    regions = List.copyOf(regions);
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public String id(int index) {
    return images.id(index);
  }

  @Override
  public RegionImage load(int index) throws UnusableImageException {
    return new RegionImage(images.load(index), regions.get(index));
  }
}
