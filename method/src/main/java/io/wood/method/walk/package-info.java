/**
 * From seeds to masks without a tensor engine: which cells are compared along which paths ({@link
 * io.wood.method.walk.PathIndex}), the random walk that spreads class activation maps up to the
 * edges ({@link io.wood.method.walk.RandomWalk}), and its finish. Everything here is plain Java on
 * {@link io.wood.method.tensor.Planes} and safe to call from several threads at once.
 *
 * <p>Pixel labels must not be looked at here.
 */
package io.wood.method.walk;
