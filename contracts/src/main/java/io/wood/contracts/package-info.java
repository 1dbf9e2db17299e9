/**
 * The messages between the services: events and their topics, keys of the objects that they refer
 * to, and the parameters of experiments. Depends on the JDK only. It validates and does nothing
 * else; it must not serialise: records map to JSON by their component names.
 */
package io.wood.contracts;
