/**
 * Exports the masks of a refinement as VOC folders, COCO JSON, PNGs per class or CSV.
 *
 * <p>May use {@code view} and {@code report}. Must not write to the store.
 */
package io.wood.refiner.export;
