/**
 * Groups of features: K-means ({@link io.wood.method.cluster.KMeans}), means by class ({@link
 * io.wood.method.cluster.GroupMeans}), and the centres that both give ({@link
 * io.wood.method.cluster.Centres}).
 *
 * <p>Knows features only: no images, no labels, no network.
 */
package io.wood.method.cluster;
