package io.wood.method.evaluation;

/**
 * The scores of one class: IoU = diagonal/(row + column − diagonal), precision = diagonal/column,
 * recall = diagonal/row of the confusion. A figure whose denominator is 0 is NaN.
 *
 * @param iou intersection over union
 * @param precision share of the predicted pixels that are right
 * @param recall share of the true pixels that were found
 * @param truePixels pixels of this class in the truth
 * @param predictedPixels pixels predicted as this class
 */
public record ClassScore(
    double iou, double precision, double recall, long truePixels, long predictedPixels) {

  static ClassScore of(ConfusionMatrix confusion, int index) {
    long row = 0;
    long column = 0;
    for (int other = 0; other < confusion.classes(); other++) {
      row += confusion.count(index, other);
      column += confusion.count(other, index);
    }
    double hit = confusion.count(index, index);
    return new ClassScore(hit / (row + column - hit), hit / column, hit / row, row, column);
  }
}
