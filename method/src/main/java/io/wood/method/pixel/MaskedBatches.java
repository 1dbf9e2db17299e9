package io.wood.method.pixel;

import io.wood.method.image.LabelMap;
import io.wood.method.image.UnusableImageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Batches of random crops. Each epoch takes every image once in an order of its own; a batch is a
 * function of the seed and its number alone, so that a resumed run sees what an undisturbed one
 * would.
 */
public final class MaskedBatches {
  private static final int ATTEMPTS = 20;

  private final MaskedImages images;
  private final CropSettings settings;
  private final int batchSize;
  private final long seed;

  /** Batches of a size. */
  public MaskedBatches(MaskedImages images, CropSettings settings, int batchSize, long seed) {
    if (images.size() == 0) {
      throw new IllegalArgumentException(
          "there is no image with labels to train on; run the stage before this one first");
    }
    this.images = images;
    this.settings = settings;
    this.batchSize = batchSize;
    this.seed = seed;
  }

  /** Batches until every image has been taken so many times, the last one full. */
  public long steps(int epochs) {
    return ((long) images.size() * epochs + batchSize - 1) / batchSize;
  }

  /** A batch by its number, from 0. */
  MaskedBatch batch(long number) {
    int size = 3 * settings.side() * settings.side();
    float[] planes = new float[Math.multiplyExact(batchSize, size)];
    List<LabelMap> labels = new ArrayList<>(Collections.nCopies(batchSize, null));
    Map<String, String> skipped = new ConcurrentHashMap<>();
    IntStream.range(0, batchSize)
        .parallel()
        .forEach(i -> labels.set(i, crop(number * batchSize + i, planes, i * size, skipped)));
    return new MaskedBatch(settings.side(), planes, labels, skipped);
  }

  private LabelMap crop(long position, float[] planes, int offset, Map<String, String> skipped) {
    SplittableRandom random = new SplittableRandom(seed ^ (position * 0x9E3779B97F4A7C15L));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      // Stand-ins come from elsewhere in the walk over the images.
      int index = at(position + (long) attempt * 7919);
      try {
        return new RandomCrop(settings).take(images.load(index), random, planes, offset);
      } catch (UnusableImageException e) {
        skipped.put(images.id(index), e.getMessage());
      }
    }
    throw new IllegalArgumentException(
        "%d images in a row cannot be used, among them %s"
            .formatted(ATTEMPTS, skipped.entrySet().iterator().next()));
  }

  private int at(long position) {
    int count = images.size();
    int[] order = new int[count];
    SplittableRandom random = new SplittableRandom(seed + position / count);
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order[(int) (position % count)];
  }
}
