/**
 * Holds the method against golden numbers of the official code. What is compared stands in one
 * {@link io.wood.method.parity.GoldenCheck} per kind of golden file, in the package of the code
 * that it checks; they are listed under {@code META-INF/services}. Nothing of the pipeline uses
 * this.
 */
package io.wood.method.parity;
