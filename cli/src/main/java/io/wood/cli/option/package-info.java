/** Options that several commands share, and what follows from them. */
package io.wood.cli.option;
