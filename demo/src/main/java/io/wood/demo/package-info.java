/**
 * The command {@code wood demo}: the whole pipeline on drawn images, from labels to the table that
 * compares control and W-OoD. It uses the public interfaces of the services only. Only the
 * simulated reviewer and the evaluation may use the drawn truth.
 */
package io.wood.demo;
