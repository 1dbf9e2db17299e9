/** The command {@code wood bench}; nothing of the project depends on it. */
package io.wood.bench;
