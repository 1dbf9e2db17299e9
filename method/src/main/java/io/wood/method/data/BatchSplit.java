package io.wood.method.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

/**
 * Splits a batch into parts that go through the network one after the other, so that the memory is
 * bounded by the activations of one part. A part holds labelled images and, if there are any, the
 * OoDs of the same positions.
 *
 * @param size labelled images in the whole batch
 * @param parts at most {@code size}
 */
public record BatchSplit(int size, int parts) {
  /** The first labelled image of a part. */
  int first(int part) {
    return part * size / parts;
  }

  /** The one after the last labelled image of a part. */
  int last(int part) {
    return (part + 1) * size / parts;
  }

  /** The share of a part in the batch. */
  public float share(int part) {
    return (last(part) - first(part)) / (float) size;
  }

  /** The part's rows of an array that has a row for each labelled image, or for each OoD. */
  public NDArray rows(NDArray each, int part) {
    return parts == 1 ? each : each.get(new NDIndex("{}:{}", first(part), last(part)));
  }

  /** The part's rows of labelled images with as many OoDs after them, or none. */
  public NDArray images(NDArray images, int part) {
    if (parts == 1) {
      return images;
    }
    NDArray labelled = rows(images, part);
    return images.getShape().get(0) == size ? labelled : labelled.concat(oods(images, part), 0);
  }

  /** The part's OoDs of labelled images with as many OoDs after them. */
  public NDArray oods(NDArray images, int part) {
    return images.get(new NDIndex("{}:{}", size + first(part), size + last(part)));
  }
}
