/**
 * A running system seen from outside, as any external tool sees it: topics, store, HTTP. Nothing
 * here starts or stops anything.
 */
package io.wood.cli.client;
