/**
 * Shows the groups of OoDs that a metric loss pushes features away from.
 *
 * <p>May use {@code experiment} and {@code store}.
 */
package io.wood.trainer.cluster;
