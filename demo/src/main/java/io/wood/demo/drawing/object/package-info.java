/**
 * Draws the objects of the classes, and props of no class, at places in a scene. It must not use
 * backgrounds.
 */
package io.wood.demo.drawing.object;
