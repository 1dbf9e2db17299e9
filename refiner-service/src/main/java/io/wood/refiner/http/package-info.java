/** HTTP resources of the refiner. */
package io.wood.refiner.http;
