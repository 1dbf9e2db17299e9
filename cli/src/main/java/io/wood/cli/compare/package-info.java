/**
 * Gathers from a running system what the report of a comparison shows: figures from the
 * evaluations, pictures from the store, the hardest OoDs from the topics. How it looks is the
 * business of the package {@code report}.
 */
package io.wood.cli.compare;
