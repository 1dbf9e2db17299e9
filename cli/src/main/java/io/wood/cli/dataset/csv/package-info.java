/** Reads a table of images and their classes: labels of other tools in CSV and in similar forms. */
package io.wood.cli.dataset.csv;
