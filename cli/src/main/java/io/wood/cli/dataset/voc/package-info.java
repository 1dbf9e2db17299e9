/** Reads folders in the form of VOC, as many tools write it. */
package io.wood.cli.dataset.voc;
