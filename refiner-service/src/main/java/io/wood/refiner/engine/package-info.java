/** Whether the engine and its device still compute. Uses no other package of this service. */
package io.wood.refiner.engine;
