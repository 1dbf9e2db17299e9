package io.wood.demo.drawing.object;

/**
 * A place in a scene where an object can stand or float.
 *
 * @param x middle of its lower edge
 * @param y its lower edge
 * @param size how large things look here, pixels; about the width of a car
 * @param lane width of the track or lane under it at this depth; 0 where there is none
 */
public record ObjectSpot(double x, double y, double size, double lane) {}
