/** The command {@code wood bench refining}: how fast a refiner takes tasks that need no work. */
package io.wood.bench.refining;
