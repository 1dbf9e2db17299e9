/**
 * Offers images to a system as any external tool would: an object in the store, then an event. Uses
 * nothing but the contracts.
 */
package io.wood.cli.publish;
