/**
 * The whole job on the drawn images, from labels to the table that compares control and W-OoD. It
 * uses the services' public doors alone; the truth that was drawn is seen by the simulated reviewer
 * and by the evaluation, by nothing between.
 */
package io.wood.demo;
