/**
 * The training loops: the classifier's, and the one that IRN and segmentation share; optimiser,
 * checkpoints and progress.
 *
 * <p>Everything random derives from the seed of the parameters. Losses, data and networks live in
 * packages of their own. Nothing here reads pixel ground truth, a file, a clock or a network
 * connection.
 */
package io.wood.method.training;
