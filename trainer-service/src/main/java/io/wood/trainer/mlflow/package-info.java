/**
 * Gives experiments to MLflow: to a tracking server, and as files in MLflow's layout.
 *
 * <p>May use {@code experiment} and {@code store}. A server that is away or refuses a run changes
 * nothing else.
 */
package io.wood.trainer.mlflow;
