/**
 * From seeds to masks without a tensor engine: which cells are compared along which paths ({@link
 * io.wood.method.irn.PathIndex}), the random walk that spreads class activation maps up to the
 * edges ({@link io.wood.method.walk.RandomWalk}), and its finish ({@link
 * io.wood.method.walk.WalkedMaps}, {@link io.wood.method.walk.PseudoMasks}). Everything here is
 * plain Java on {@link io.wood.method.tensor.ImagePlanes} and safe to call from several threads at
 * once.
 *
 * <p>Pixel labels must not be looked at here; the background threshold is chosen from the
 * statistics of the maps themselves ({@link io.wood.method.walk.BackgroundThreshold}).
 */
package io.wood.method.walk;
