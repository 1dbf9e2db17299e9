/** Programs that measure the method's cost and effect, run by hand; nothing depends on them. */
package io.wood.bench;
