/**
 * Images before they are tensors: decoding with limits, resizing that equals Pillow's byte for
 * byte, label maps as palette PNGs, and heat maps for display.
 *
 * <p>Uses no tensor engine and no network.
 */
package io.wood.method.image;
