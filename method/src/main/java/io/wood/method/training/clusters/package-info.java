/**
 * What the groups of OoDs of a metric loss hold, for people: members, neighbours, a plane.
 *
 * <p>Nothing here changes a training.
 */
package io.wood.method.training.clusters;
