/** What the method gains: all arms over several seeds, in one process without services. */
package io.wood.demo.effect;
