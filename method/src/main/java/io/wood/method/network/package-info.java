/**
 * The classifiers: a trunk of five stages, global average pooling, a 1×1 convolution without bias.
 *
 * <p>Forward passes are functions of named parameters, not blocks: batch norm on running statistics
 * folds into the convolution before it, a frozen parameter is one that requires no gradient, and
 * nothing outlives its scope. Layers and weights have packages of their own below this one; they
 * must not depend on it. Losses, optimisers and images live elsewhere.
 */
package io.wood.method.network;
