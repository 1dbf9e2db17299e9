/**
 * Keeps the state of refinements in memory, and reads their images and masks.
 *
 * <p>May use {@code stage} and {@code report}. Publishes no events and writes nothing to the store.
 */
package io.wood.refiner.view;
