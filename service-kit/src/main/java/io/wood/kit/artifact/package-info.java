/** The object store in a service: its settings, its readiness, and leases that are renewed. */
package io.wood.kit.artifact;
