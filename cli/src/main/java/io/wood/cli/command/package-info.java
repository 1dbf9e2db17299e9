/**
 * The commands: options in, calls out, figures printed. What a command does lives in the other
 * packages.
 */
package io.wood.cli.command;
