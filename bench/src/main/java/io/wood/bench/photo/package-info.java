/** Drawn photographs. */
package io.wood.bench.photo;
