/**
 * Training of the classifier: clusters, losses, optimiser, batches, checkpoints. Everything random
 * comes from the seed of the parameters; nothing here looks at pixel ground truth, a file, a clock
 * or a network connection.
 */
package io.wood.method.training;
