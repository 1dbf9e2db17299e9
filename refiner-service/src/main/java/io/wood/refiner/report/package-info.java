/**
 * Describes the results of a refinement: results manifest, evaluation, CSV and HTML report.
 *
 * <p>Uses no other package of this service. Reads no files and computes no masks.
 */
package io.wood.refiner.report;
