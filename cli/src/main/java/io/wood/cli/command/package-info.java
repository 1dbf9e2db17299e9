/** The commands. They parse options, call the other packages and print results. */
package io.wood.cli.command;
