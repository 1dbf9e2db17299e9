/**
 * Stores the objects of runs: request, manifest, cancellation, checkpoint, result.
 *
 * <p>Uses no other package of this service. The names of objects and JSON fields are a stored
 * format: a change must still read what older versions wrote.
 */
package io.wood.trainer.store;
