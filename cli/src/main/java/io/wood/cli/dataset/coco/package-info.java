/** Reads COCO's annotation files: categories of images, polygons and run lengths. */
package io.wood.cli.dataset.coco;
