package io.wood.method.training;

import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.method.data.BatchLoader;
import io.wood.method.data.ImageSource;
import io.wood.method.data.MinedOods;
import io.wood.method.data.MixedPlan;
import io.wood.method.data.RandomStreams;
import io.wood.method.data.SampleTransform;
import io.wood.method.data.TrainingData;
import io.wood.method.data.TrainingPlan;
import io.wood.method.data.augment.ImageTransforms;
import io.wood.method.data.augment.OodCanvas;
import io.wood.method.data.augment.RegionImage;
import io.wood.method.data.augment.RegionImages;
import io.wood.method.image.RgbImage;
import java.util.List;
import java.util.Optional;

/**
 * The batches of a training: labelled images, and then as many OoDs or none.
 *
 * @param regions of the objects of labelled images, if these are pasted on OoDs
 * @param windows of labelled images that a share of the OoDs gives way to; may be empty
 */
record TrainingBatches(
    TrainingParameters parameters,
    TrainingData data,
    Optional<RegionImages> regions,
    ImageSource windows) {
  /**
   * Starts loading.
   *
   * @param first number of the first batch
   * @param last the number after the last batch
   * @param mined how OoDs are drawn; empty for each once in as many as there are
   */
  BatchLoader<?> loader(long first, long last, Optional<MinedOods> mined) {
    return regions.isPresent() ? pasted(regions.get(), first, last) : loaded(first, last, mined);
  }

  private BatchLoader<RegionImage> pasted(RegionImages images, long first, long last) {
    Augmentation augmentation = parameters.augmentation();
    return new BatchLoader<>(
        new TrainingPlan<>(List.of(images), batchSize(), last, parameters.seed()),
        new OodCanvas(augmentation, data.oods()),
        augmentation.crop(),
        first);
  }

  private BatchLoader<RgbImage> loaded(long first, long last, Optional<MinedOods> mined) {
    ImageSource oods = parameters.addsOods() ? data.oods() : ImageSource.EMPTY;
    ImageSource labelled = data.train().images();
    TrainingPlan<RgbImage> even =
        new TrainingPlan<>(List.of(labelled, oods), batchSize(), last, parameters.seed());
    TrainingPlan<RgbImage> plan =
        mined.map(draw -> even.withOrder(oods, draw.order(parameters.seed()))).orElse(even);
    Augmentation augmentation = parameters.augmentation();
    SampleTransform<RgbImage> ofOods = ImageTransforms.augmented(augmentation);
    SampleTransform<RgbImage> ofLabelled = ImageTransforms.augmented(augmentation, data.oods());
    return new BatchLoader<>(
        new MixedPlan<>(
            plan, oods, windows, augmentation.sharpShare(), RandomStreams.SHARP_NEGATIVES),
        source -> source == labelled ? ofLabelled : ofOods,
        augmentation.crop(),
        first);
  }

  private int batchSize() {
    return parameters.schedule().batchSize();
  }
}
