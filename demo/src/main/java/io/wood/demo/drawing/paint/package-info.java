/**
 * Painting on layers: brush, colours, noise, camera effects. It must not know classes or scenes.
 */
package io.wood.demo.drawing.paint;
