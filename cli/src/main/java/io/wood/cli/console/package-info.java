/**
 * What a person sees in the terminal: progress lines, units, errors that say what to do. Nothing
 * here knows processes, topics or images.
 */
package io.wood.cli.console;
