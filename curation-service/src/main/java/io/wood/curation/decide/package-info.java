/**
 * The use case of the service: validates decision requests, publishes decisions and waits until the
 * view contains them. Must not write the view: a decision reaches it through the log only. May use
 * {@code query}, {@code view} and {@code model}.
 */
package io.wood.curation.decide;
