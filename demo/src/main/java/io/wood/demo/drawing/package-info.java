/**
 * Draws the demo dataset: scenes whose objects appear on their typical backgrounds, exact masks for
 * evaluation, and a pool of candidates. Seeded: the same specification draws the same pixels. It
 * must not use files, stores or events.
 */
package io.wood.demo.drawing;
