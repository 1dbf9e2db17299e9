package io.wood.method.irn;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.wood.method.image.LabelMap;
import io.wood.method.pixel.MaskedBatch;
import java.util.List;
import java.util.Optional;

/**
 * What a step of IRN works on.
 *
 * @param batch crops
 * @param labels of the crops, at a quarter of their size
 * @param counts pairs of the whole batch
 * @param stages of the trunk, when they were computed ahead
 * @param manager owner of the stages
 */
record IrnBatch(
    MaskedBatch batch,
    List<LabelMap> labels,
    PairCounts counts,
    Optional<NDList> stages,
    NDManager manager)
    implements AutoCloseable {

  @Override
  public void close() {
    manager.close();
  }
}
