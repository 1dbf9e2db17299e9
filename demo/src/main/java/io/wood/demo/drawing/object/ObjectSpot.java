package io.wood.demo.drawing.object;

/**
 * A place for an object in a scene.
 *
 * @param x middle of its lower edge
 * @param y its lower edge
 * @param size scale at this depth, pixels: about the width of a car
 * @param lane width of the track or lane under it at this depth; 0 where there is none
 */
public record ObjectSpot(double x, double y, double size, double lane) {}
