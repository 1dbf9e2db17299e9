/** Broker, store and packaged services in processes of their own. */
package io.wood.bench.process;
