/**
 * Pictures before they are tensors: decoding with limits, resizing that equals Pillow's byte for
 * byte, label maps as palette PNGs, and pictures for people.
 *
 * <p>Knows no tensor engine and no network.
 */
package io.wood.method.image;
