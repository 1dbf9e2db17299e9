package io.wood.contracts.api.repair;

import java.time.Instant;

/**
 * A record that a service could not handle.
 *
 * @param id where the dead letter is: {@code TOPIC.dlq-PARTITION@OFFSET}
 * @param topic the topic that the record was published on
 * @param place where the record was: {@code TOPIC-PARTITION@OFFSET}; empty when it is not known
 * @param key the record's key; null without one
 * @param subject the image that the body names, else the key; empty when there is neither
 * @param source who published it, as far as the record says so; empty otherwise
 * @param reason why it cannot be handled
 * @param at when it became a dead letter
 * @param size bytes of the record's body
 * @param cut true when the dead letter holds only the beginning of the body
 * @param follows the dead letter whose repair led to this one; null for a first failure
 * @param repair what was done about it; null while nothing was
 */
public record DeadLetterSummary(
    String id,
    String topic,
    String place,
    String key,
    String subject,
    String source,
    String reason,
    Instant at,
    int size,
    boolean cut,
    String follows,
    LetterRepair repair) {}
