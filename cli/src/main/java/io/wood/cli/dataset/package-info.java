/**
 * Imports images into the store as a dataset. An importer for each format makes a plan of files,
 * labels and problems; one importer executes all plans. What cannot be used is reported, and the
 * rest is imported. No command line here, no events.
 */
package io.wood.cli.dataset;
