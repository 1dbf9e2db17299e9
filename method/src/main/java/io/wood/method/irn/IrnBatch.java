package io.wood.method.irn;

import io.wood.method.image.LabelMap;
import java.util.List;

/**
 * The input of a step of IRN.
 *
 * @param labels of the crops, at a quarter of their size
 * @param counts pairs of the whole batch
 * @param parts of the batch, in order
 */
record IrnBatch(List<LabelMap> labels, PairCounts counts, List<IrnPart> parts)
    implements AutoCloseable {
  IrnBatch {
    labels = List.copyOf(labels);
    parts = List.copyOf(parts);
  }

  @Override
  public void close() {
    parts.forEach(IrnPart::close);
  }
}
