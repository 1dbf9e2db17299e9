/** Exports an experiment as one file, and imports such a file into another installation. */
package io.wood.cli.archive;
