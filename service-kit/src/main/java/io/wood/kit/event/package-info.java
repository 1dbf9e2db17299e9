/**
 * Events over Kafka: consuming with retries in place and dead letters, publishing as CloudEvents,
 * and whole topics up to a cut. Following a topic for ever is {@code io.wood.log}.
 */
package io.wood.kit.event;
