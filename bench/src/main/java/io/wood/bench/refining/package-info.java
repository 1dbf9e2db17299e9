/**
 * The commands {@code wood bench refining}, how fast a refiner takes tasks that need no work, and
 * {@code wood bench refinement}, a whole refinement of photographs against its bare stages.
 */
package io.wood.bench.refining;
