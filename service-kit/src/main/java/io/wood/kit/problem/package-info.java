/** Problem details (RFC 9457) for every failure of an HTTP request. */
package io.wood.kit.problem;
