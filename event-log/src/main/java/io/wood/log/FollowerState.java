package io.wood.log;

import java.util.Optional;

/**
 * How far a follower is.
 *
 * @param caughtUp everything that was in the log at the start has been given to the sink
 * @param lag records that are not read yet, as of the last poll
 * @param problem why it does not move or what it had to leave out; empty when all is well
 */
public record FollowerState(boolean caughtUp, long lag, Optional<String> problem) {}
