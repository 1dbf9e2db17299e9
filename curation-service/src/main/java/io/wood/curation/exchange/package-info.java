/**
 * Reads decisions that were made elsewhere, from CSV, Label Studio or FiftyOne, and records them.
 */
package io.wood.curation.exchange;
