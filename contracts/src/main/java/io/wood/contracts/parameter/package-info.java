/**
 * Parameters of trainings and refinements with their defaults, shared by the events, the manifests
 * and the method. It must not use events or objects in the store.
 */
package io.wood.contracts.parameter;
