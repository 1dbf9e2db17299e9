/**
 * Clients of a running system, for topics, store and HTTP, as any external tool would use them.
 * Nothing here starts or stops processes.
 */
package io.wood.cli.client;
