/**
 * The system on one machine: broker, store and the four services as child processes of one
 * launcher, their data directory, ports, logs and state file. Nothing here knows what the services
 * do.
 */
package io.wood.cli.process;
