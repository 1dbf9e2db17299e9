/**
 * From seeds to masks without a tensor engine: which cells are compared along which paths ({@link
 * io.wood.method.irn.PathIndex}), the random walk that spreads class activation maps up to the
 * edges ({@link io.wood.method.walk.RandomWalk}), and the masks from its result ({@link
 * io.wood.method.walk.WalkedMaps}, {@link io.wood.method.walk.PseudoMasks}). Everything here is
 * plain Java on {@link io.wood.method.tensor.ImagePlanes} and thread-safe unless a class says
 * otherwise.
 *
 * <p>No class here may read pixel labels; the background threshold is chosen from statistics of the
 * maps ({@link io.wood.method.walk.BackgroundThreshold}).
 */
package io.wood.method.walk;
