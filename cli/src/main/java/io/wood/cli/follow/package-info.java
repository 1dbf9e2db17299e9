/** Follows runs and sweeps on the terminal and prints their results. */
package io.wood.cli.follow;
