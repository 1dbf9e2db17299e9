/**
 * The curation service: reviewers decide which candidates show no object. This package contains the
 * CDI wiring and the settings only, and no other package may use it. The service does not score
 * images and does not train. It keeps no data of its own: the view is rebuilt from the log of
 * ranked candidates and decisions.
 *
 * <p>Direction of dependence: {@code http → exchange, picture → decide → query, lookalike → view →
 * index → model}; {@code PackageArrowsTest} checks it.
 */
package io.wood.curation;
