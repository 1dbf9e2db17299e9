/** Shows and repairs dead letters over HTTP; the work is in {@code io.wood.log.repair}. */
package io.wood.kit.repair;
