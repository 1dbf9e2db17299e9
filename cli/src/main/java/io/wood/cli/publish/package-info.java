/**
 * Publishes images as any external tool would: first the object in the store, then the event.
 * Depends on the contracts only.
 */
package io.wood.cli.publish;
