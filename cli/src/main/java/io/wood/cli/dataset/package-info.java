/**
 * Brings a person's images, or the drawn ones, into the store as a dataset. First a plan: which
 * files, which labels, what is wrong with them. Then one importer for all plans. Whatever cannot be
 * used is named and the rest goes on. No command line here, no events.
 */
package io.wood.cli.dataset;
