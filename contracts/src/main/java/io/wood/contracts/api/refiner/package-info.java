/** HTTP bodies of the refiner: refinements and their images. */
package io.wood.contracts.api.refiner;
