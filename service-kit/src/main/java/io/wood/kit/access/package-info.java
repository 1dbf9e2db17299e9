/** Sign-in, roles and the checks of where a request comes from. */
package io.wood.kit.access;
