/** HTTP resources of the trainer and its health check. */
package io.wood.trainer.http;
