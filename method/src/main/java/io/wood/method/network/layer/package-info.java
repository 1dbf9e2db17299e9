/**
 * The layers that trunks and heads are made of.
 *
 * <p>A layer is a function of an activation and of named parameters that it declares; it holds no
 * array itself, and nothing that it computes outlives its scope except the result. It must not know
 * which network it is part of, nor load, store or train parameters.
 */
package io.wood.method.network.layer;
