/**
 * Compares the method with golden numbers of the official code. One {@link
 * io.wood.method.parity.GoldenCheck} per kind of golden file does the comparison; the checks are in
 * {@code check} and listed under {@code META-INF/services}. {@code ./wood parity} and the tests run
 * them through {@link io.wood.method.parity.ParityChecks}. No package of the formulas may use this
 * one.
 */
package io.wood.method.parity;
