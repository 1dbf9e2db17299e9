package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * What an arm adds to the loss of labelled images by comparing their positions with centres.
 *
 * @param loss before its weight, a scalar
 * @param weight ω
 * @param figures scalars to report, by name; the loss among them
 */
record ContrastLoss(NDArray loss, double weight, Map<String, NDArray> figures) {}
