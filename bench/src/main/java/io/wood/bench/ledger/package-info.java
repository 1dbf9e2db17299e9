/**
 * The command {@code wood bench ledger}: publishes and decides while processes are killed, and
 * accounts for every image and every decision afterwards.
 */
package io.wood.bench.ledger;
