/**
 * Threads of our own: work that no request and no message waits for. Each one registers with {@link
 * io.wood.kit.thread.BackgroundThreads}, so that the liveness check sees when it ends or fails.
 */
package io.wood.kit.thread;
