package io.wood.refiner.lead;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.method.data.MaskedImage;
import io.wood.method.data.MaskedImages;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.refiner.stage.FetchImage;
import java.util.List;

/** Labelled images, then OoDs: they show no class, so that every pixel of them is background. */
final class ImagesWithOods implements MaskedImages {
  private final MaskedImages labelled;
  private final List<ArtifactRef> oods;
  private final FetchImage fetch;

  private ImagesWithOods(MaskedImages labelled, List<ArtifactRef> oods, FetchImage fetch) {
    this.labelled = labelled;
    this.oods = oods;
    this.fetch = fetch;
  }

  /**
   * Adds OoDs.
   *
   * @param share of the OoDs among all images; fewer if there are not enough
   */
  static ImagesWithOods of(
      MaskedImages labelled, List<ArtifactRef> oods, double share, FetchImage fetch) {
    long wanted = share < 1 ? Math.round(labelled.size() * share / (1 - share)) : Integer.MAX_VALUE;
    return new ImagesWithOods(
        labelled, oods.subList(0, (int) Math.min(wanted, oods.size())), fetch);
  }

  @Override
  public int size() {
    return labelled.size() + oods.size();
  }

  @Override
  public String id(int index) {
    return index < labelled.size()
        ? labelled.id(index)
        : oods.get(index - labelled.size()).sha256();
  }

  @Override
  public MaskedImage load(int index) throws UnusableImageException {
    if (index < labelled.size()) {
      return labelled.load(index);
    }
    RgbImage image = fetch.of(oods.get(index - labelled.size()));
    byte[] background = new byte[image.width() * image.height()];
    return new MaskedImage(image, new LabelMap(image.width(), image.height(), background));
  }
}
