/**
 * The command {@code wood bench}: measures time and memory of the method against targets. No other
 * module depends on this one.
 */
package io.wood.bench;
