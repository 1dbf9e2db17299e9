/**
 * Draws the demo dataset: scenes whose objects come with a telling background, exact masks for
 * evaluation, and a pool of candidates. Seeded: the same specification draws the same pixels.
 * Nothing here knows of files, stores or events.
 */
package io.wood.demo.drawing;
