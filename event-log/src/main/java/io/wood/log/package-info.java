/**
 * Reads the event log. {@link io.wood.log.LogReader} is the one consumer of topics as logs; two
 * modes use it: {@link io.wood.log.TopicReader} reads one topic up to an end and returns, {@link
 * io.wood.log.LogFollower} follows topics for ever on a thread of its own.
 *
 * <p>This is a module of its own because both the services and the command line read the log. The
 * command line must not depend on service-kit (that would put Quarkus on its class path), {@code
 * contracts} stays on the JDK alone, and {@code artifact-store} must not depend on Kafka. So the
 * reader depends on the contracts, on JSON from {@code artifact-store} and on Kafka's client, and
 * on no framework; it logs through {@link java.lang.System.Logger}.
 *
 * <p>No reader belongs to a consumer group: reading changes nothing, and every replica sees the
 * whole log. All read committed records only.
 */
package io.wood.log;
