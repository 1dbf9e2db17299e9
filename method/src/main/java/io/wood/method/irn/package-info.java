/**
 * Inter-pixel relations (IRN): the loss over pairs of cells ({@link io.wood.method.irn.IrnLoss}).
 */
package io.wood.method.irn;
