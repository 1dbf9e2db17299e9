/**
 * Runs the system on one machine: broker, store and the four services as child processes of one
 * launcher, with data directory, ports, logs and state file. Independent of what the services do.
 */
package io.wood.cli.process;
