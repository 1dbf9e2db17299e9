/**
 * The parity checks, one class per kind of golden file. Each recomputes the results in the file and
 * compares them by {@link io.wood.method.parity.GoldenComparison}. No other package may use them.
 */
package io.wood.method.parity.check;
