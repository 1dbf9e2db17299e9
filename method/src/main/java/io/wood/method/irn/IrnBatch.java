package io.wood.method.irn;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.wood.method.data.ImageBatch;
import io.wood.method.image.LabelMap;
import java.util.List;
import java.util.Optional;

/**
 * The input of a step of IRN.
 *
 * @param batch crops
 * @param labels of the crops, at a quarter of their size
 * @param counts pairs of the whole batch
 * @param stages of the trunk, when they are computed ahead
 * @param manager owner of the stages
 */
record IrnBatch(
    ImageBatch batch,
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
