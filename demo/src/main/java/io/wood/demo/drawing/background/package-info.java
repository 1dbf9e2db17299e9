/**
 * Paints the backgrounds of the scenes: typical ones of each class, and unrelated ones. It must not
 * paint objects.
 */
package io.wood.demo.drawing.background;
