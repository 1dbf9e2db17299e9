/** Times repetitions, takes quantiles, counts native arrays, and bounds threads for a benchmark. */
package io.wood.bench.measure;
