/**
 * Dead letters: what they are, and their repair. The dead-letter topics hold everything: the
 * letters, and a marker for each that was published again or dropped ({@link
 * io.wood.log.repair.LetterHeaders}). So a repair is seen by every process and survives restarts,
 * and the state is a fold of the log ({@link io.wood.log.repair.LetterFold}) as everywhere else.
 *
 * <p>May use {@code io.wood.log}; used by the services and by the command line.
 */
package io.wood.log.repair;
