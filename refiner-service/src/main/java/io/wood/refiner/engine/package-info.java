/** Whether the engine and its device still compute. */
package io.wood.refiner.engine;
