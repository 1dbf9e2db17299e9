/** Which hard OoDs the decisions of a log approve, and which of them an order selects. */
package io.wood.contracts.selection;
