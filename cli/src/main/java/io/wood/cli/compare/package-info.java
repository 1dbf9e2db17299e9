/**
 * Collects the content of a comparison report from a running system: metrics from the evaluations,
 * pictures from the store, the hardest OoDs from the topics. The package {@code report} renders it.
 */
package io.wood.cli.compare;
