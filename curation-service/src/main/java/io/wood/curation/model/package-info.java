/**
 * Values of the review and the rules on them: candidates, decisions, review states, and the fold
 * from decisions to a state. Must not do I/O, except for the CSV text format. May use no other
 * package of the service.
 */
package io.wood.curation.model;
