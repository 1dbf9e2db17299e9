/**
 * Terminal output: progress lines, units, errors with a remedy. Independent of processes, topics
 * and images.
 */
package io.wood.cli.console;
