/**
 * Events and the topics that carry them. Every version that was ever published must stay readable:
 * the golden files in the tests hold this.
 */
package io.wood.contracts.event;
