/**
 * The command {@code wood effect}: compares the arms over several seeds in one process, without
 * services; and {@link io.wood.demo.effect.MethodOnOnePage}, the whole method in one class.
 */
package io.wood.demo.effect;
