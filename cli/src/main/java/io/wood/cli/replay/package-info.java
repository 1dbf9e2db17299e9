/** Plans the repetition of an experiment: its order, and how it differs from the original. */
package io.wood.cli.replay;
