/**
 * Trains one classifier with the method, on images from the store.
 *
 * <p>May use {@code experiment} (for its exceptions) and {@code store}. Knows no leases, events or
 * HTTP, and never reads a ground-truth mask.
 */
package io.wood.trainer.engine;
