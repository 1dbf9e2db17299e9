package io.wood.cli.command;

/**
 * A command that another module adds to {@code wood}: a picocli {@code @Command} with a public
 * constructor without arguments, named under {@code META-INF/services}.
 */
public interface AddedCommand {}
