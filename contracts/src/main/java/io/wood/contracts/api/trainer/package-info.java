/** HTTP bodies of the trainer: experiments and datasets. */
package io.wood.contracts.api.trainer;
