/**
 * The data of every training: sources of samples, the plan of the batches, and the loader that
 * reads them ahead.
 *
 * <p>{@link io.wood.method.data.BatchLoader} is the only loader: it loads the images of the
 * classifier and the images with label maps of IRN and segmentation. A batch is a function of seed
 * and number, see {@link io.wood.method.data.RandomStreams}. Label maps are made by the pipeline
 * itself; ground truth of pixels must not get in here. No files, no network, no clock: sources are
 * implemented elsewhere.
 */
package io.wood.method.data;
