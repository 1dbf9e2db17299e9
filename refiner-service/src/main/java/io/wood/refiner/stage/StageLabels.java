package io.wood.refiner.stage;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementStage;
import io.wood.method.data.MaskedImage;
import io.wood.method.data.MaskedImages;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.store.CorruptObjectException;
import io.wood.store.MissingObjectException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The training images with the labels that a stage wrote. */
public final class StageLabels implements MaskedImages {
  private final String refinement;
  private final RefinementStage stage;
  private final String name;
  private final List<DatasetManifest.Image> images;
  private final StageContext context;

  /** Of the labels by image: each is asked for once, and read from the disk cache afterwards. */
  private final Map<String, ArtifactRef> references = new ConcurrentHashMap<>();

  private StageLabels(
      String refinement,
      RefinementStage stage,
      String name,
      List<DatasetManifest.Image> images,
      StageContext context) {
    this.refinement = refinement;
    this.stage = stage;
    this.name = name;
    this.images = images;
    this.context = context;
  }

  /** Images of the training split that the stage processed, in the dataset's order. */
  public static StageLabels of(
      String refinement, RefinementStage stage, String name, Source source, StageContext context) {
    List<DatasetManifest.Image> images =
        source.dataset().of(DatasetManifest.Split.TRAIN).stream()
            .filter(image -> source.done(image.artifact().sha256()))
            .toList();
    if (images.isEmpty()) {
      throw new RefinementFailedException(
          "stage %2$s failed for every training image of the dataset %1$s; see the images' problems on the results page"
              .formatted(source.dataset().name(), stage));
    }
    return new StageLabels(refinement, stage, name, images, context);
  }

  /** A dataset and a stage's results by image. */
  public record Source(DatasetManifest dataset, Map<String, ImageRefined> results) {
    boolean done(String image) {
      ImageRefined refined = results.get(image);
      return refined != null && refined.problem().isEmpty();
    }
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public String id(int index) {
    return images.get(index).artifact().sha256();
  }

  @Override
  public MaskedImage load(int index) throws UnusableImageException {
    try {
      DatasetManifest.Image entry = images.get(index);
      RgbImage image = context.fetch().of(entry, StageMemory.masks(entry));
      LabelMap label = LabelMaps.decode(context.outputs().read(reference(id(index))));
      return new MaskedImage(image, FullSize.of(label, image.width(), image.height()));
    } catch (MissingObjectException | CorruptObjectException e) {
      throw new UnusableImageException(e.getMessage(), e);
    }
  }

  private ArtifactRef reference(String image) {
    return references.computeIfAbsent(
        image, id -> context.outputs().reference(refinement, stage, id, name));
  }
}
