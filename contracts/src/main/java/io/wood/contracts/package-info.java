/**
 * What the services say to each other: events, the topics they travel on, the keys of the objects
 * they refer to, and the parameters of an experiment. JDK only. No behaviour beyond validation
 * lives here, and no serialisation: records map to JSON by their component names.
 */
package io.wood.contracts;
