package io.wood.curation.status;

import io.wood.contracts.api.curation.CandidateOutcome;
import io.wood.contracts.api.curation.CandidateStatus.ModelResult;
import io.wood.contracts.api.curation.CandidateStatus.Publication;
import io.wood.contracts.api.curation.CandidateStatus.State;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.Topic;
import io.wood.log.EventRecords;
import io.wood.log.UnreadableEventException;
import io.wood.log.repair.LetterHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads from a record what became of a candidate, for one of the sources that published it.
 *
 * <p>An image has one result of a model, in the name of one source. The others are known by the
 * {@link StatusStore}; who publishes an image that is ranked already gets the newest result again.
 */
public final class CandidateOutcomes {
  private static final Logger LOG = Logger.getLogger(CandidateOutcomes.class);
  private static final String DEAD_LETTERS = Topic.CANDIDATES_PUBLISHED.deadLetterName();

  private static final Map<String, Class<? extends Event>> TYPES =
      StatusFeed.byTopic(
          List.of(
              CandidatePublished.class,
              CandidateRanked.class,
              CandidateDismissed.class,
              CurationDecided.class));

  /** Topics whose records are read. */
  public static final List<String> TOPICS =
      Stream.concat(TYPES.keySet().stream().sorted(), Stream.of(DEAD_LETTERS)).toList();

  private final StatusStore status;
  private final BooleanSupplier caughtUp;

  /**
   * Reads with the help of a view.
   *
   * @param caughtUp false until the view has all that was in the log when the service started
   */
  public CandidateOutcomes(StatusStore status, BooleanSupplier caughtUp) {
    this.status = status;
    this.caughtUp = caughtUp;
  }

  /**
   * False while the view is filled or lags behind the record: who published the image, or its
   * result, may be unknown then.
   */
  public boolean isReadable(ConsumerRecord<String, byte[]> record) {
    return caughtUp.getAsBoolean()
        && (!StatusFeed.TYPES.containsKey(record.topic())
            || status.next(new TopicPartition(record.topic(), record.partition()))
                > record.offset());
  }

  /** Returns what the record says to a source; empty when it says nothing to it. */
  public Optional<CandidateOutcome> of(ConsumerRecord<String, byte[]> record, String source) {
    try {
      return record.topic().equals(DEAD_LETTERS)
          ? deadLetter(record, source)
          : of(EventRecords.read(record, TYPES.get(record.topic())), source);
    } catch (UnreadableEventException e) {
      LOG.debugf("no outcome: %s", e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<CandidateOutcome> of(Event event, String source) {
    if (event instanceof CandidatePublished published) {
      return published.source().equals(source) ? earlier(published) : Optional.empty();
    }
    return name(event, source)
        .map(
            name ->
                event instanceof CurationDecided decision
                    ? decided(decision, source, name)
                    : result(
                        event.eventId(), CandidateTrace.result(event), event.key(), source, name));
  }

  /** The newest result of an image that is published again. */
  private Optional<CandidateOutcome> earlier(CandidatePublished published) {
    String image = published.key();
    return status.trace(image).results().stream()
        .findFirst()
        .map(
            newest ->
                result(id(image, newest), newest, image, published.source(), published.name()));
  }

  /** The source's name for the image; empty when it did not publish the image. */
  private Optional<String> name(Event event, String source) {
    return status.trace(event.key()).publications().stream()
        .filter(publication -> publication.source().equals(source))
        .map(Publication::name)
        .findFirst()
        .or(() -> ownName(event, source));
  }

  /** The same as the result says it, which may be in the view before the publication is. */
  private static Optional<String> ownName(Event event, String source) {
    if (event instanceof CandidateRanked ranked) {
      return own(ranked.source(), ranked.name(), source);
    }
    return event instanceof CandidateDismissed dismissed
        ? own(dismissed.source(), dismissed.name(), source)
        : own(((CurationDecided) event).source(), "", source);
  }

  private static Optional<String> own(String publisher, String name, String source) {
    return publisher.equals(source) ? Optional.of(name) : Optional.empty();
  }

  private static String id(String image, ModelResult result) {
    return result.dismissed() == null
        ? CandidateRanked.id(image, result.weights())
        : CandidateDismissed.id(image, result.weights());
  }

  private static CandidateOutcome result(
      String id, ModelResult result, String image, String source, String name) {
    boolean ranked = result.dismissed() == null;
    return new CandidateOutcome(
        id,
        image,
        source,
        name,
        ranked ? State.RANKED : State.DISMISSED,
        ranked ? AskStatus.ranked(result) : result.detail(),
        result.predictedClass(),
        result.score(),
        result.experiment(),
        result.weights(),
        null,
        result.at());
  }

  /** The reviewer's name stays inside. */
  private static CandidateOutcome decided(CurationDecided decision, String source, String name) {
    String verdict = decision.verdict().name().toLowerCase(Locale.ROOT);
    return new CandidateOutcome(
        decision.eventId(),
        decision.image(),
        source,
        name,
        State.DECIDED,
        decision.quorum() == 1
            ? verdict + " by a reviewer"
            : "%s by a reviewer; counts when %d agree".formatted(verdict, decision.quorum()),
        decision.predictedClass(),
        decision.score(),
        null,
        decision.weights(),
        decision.verdict(),
        decision.decidedAt());
  }

  /** A letter whose body does not name the source belongs to nobody. A repair has no reason. */
  private static Optional<CandidateOutcome> deadLetter(
      ConsumerRecord<String, byte[]> record, String source) {
    String reason = LetterHeaders.text(record.headers(), LetterHeaders.REASON);
    Map<?, ?> body = reason.isEmpty() ? Map.of() : EventRecords.properties(record.value());
    if (!source.equals(body.get("source"))) {
      return Optional.empty();
    }
    return Optional.of(
        new CandidateOutcome(
            "dead-letter:" + place(record),
            text(body.get("image")),
            source,
            text(body.get("name")),
            State.DEAD_LETTER,
            reason,
            null,
            null,
            null,
            null,
            null,
            Instant.ofEpochMilli(record.timestamp())));
  }

  /** Where the record was that failed: a service that is killed may write its letter twice. */
  private static String place(ConsumerRecord<String, byte[]> letter) {
    String partition = LetterHeaders.text(letter.headers(), LetterHeaders.PARTITION);
    String offset = LetterHeaders.text(letter.headers(), LetterHeaders.OFFSET);
    return partition.isEmpty() || offset.isEmpty()
        ? letter.partition() + "@" + letter.offset()
        : partition + "@" + offset;
  }

  private static String text(Object property) {
    return property instanceof String text ? text : "";
  }
}
