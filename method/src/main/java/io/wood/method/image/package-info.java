/**
 * Pictures on the CPU: decoding, resizing, encoding. Knows no tensors and no network; nothing here
 * reads a file or a clock.
 */
package io.wood.method.image;
