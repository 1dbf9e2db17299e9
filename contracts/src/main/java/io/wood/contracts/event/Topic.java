package io.wood.contracts.event;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** All topics, with the event that each carries and how long it is kept. */
public enum Topic {
  CANDIDATES_PUBLISHED(
      "candidates.published", "candidate.published", CandidatePublished.class, 6, null),
  CANDIDATES_RANKED("candidates.ranked", "candidate.ranked", CandidateRanked.class, 6, null),
  CANDIDATES_DISMISSED(
      "candidates.dismissed", "candidate.dismissed", CandidateDismissed.class, 6, null),
  RERANKINGS_REQUESTED(
      "rerankings.requested", "reranking.requested", RerankingRequested.class, 3, null),
  GENERATIONS_CHOSEN("generations.chosen", "generation.chosen", GenerationChosen.class, 1, null),
  CURATION_DECIDED("curation.decided", "curation.decided", CurationDecided.class, 6, null),
  EXPERIMENTS_REQUESTED(
      "experiments.requested", "experiment.requested", ExperimentRequested.class, 3, null),
  TRAINING_PROGRESSED(
      "training.progressed",
      "training.progressed",
      TrainingProgressed.class,
      3,
      Duration.ofDays(7)),
  CLASSIFIERS_TRAINED(
      "classifiers.trained", "classifier.trained", ClassifierTrained.class, 3, null),
  REFINEMENTS_REQUESTED(
      "refinements.requested", "refinement.requested", RefinementRequested.class, 3, null),
  /** As many replicas as partitions can share the work. */
  REFINEMENT_TASKS(
      "refinement.tasks", "refinement.task", RefinementTask.class, 24, Duration.ofDays(28)),
  IMAGES_REFINED("images.refined", "image.refined", ImageRefined.class, 6, null),
  REFINEMENT_PROGRESSED(
      "refinement.progressed",
      "refinement.progressed",
      RefinementProgressed.class,
      3,
      Duration.ofDays(7)),
  REFINEMENTS_COMPLETED(
      "refinements.completed", "refinement.completed", RefinementCompleted.class, 3, null);

  /** Dead letters are kept this long. */
  public static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(28);

  private final String topicName;
  private final String type;
  private final Class<? extends Event> eventClass;
  private final int partitions;
  private final Duration retention;

  Topic(
      String name,
      String type,
      Class<? extends Event> eventClass,
      int partitions,
      Duration retention) {
    this.topicName = "wood." + name;
    this.type = "wood." + type + ".v1";
    this.eventClass = eventClass;
    this.partitions = partitions;
    this.retention = retention;
  }

  /** The topic's name in Kafka, such as {@code wood.candidates.ranked}. */
  public String topicName() {
    return topicName;
  }

  /** The topic for records that a consumer can never handle. */
  public String deadLetterName() {
    return topicName + ".dlq";
  }

  /** The CloudEvents type, such as {@code wood.candidate.ranked.v1}. */
  public String type() {
    return type;
  }

  /** The event class of this topic. */
  public Class<? extends Event> eventClass() {
    return eventClass;
  }

  /** Partitions when the topic is created. */
  public int partitions() {
    return partitions;
  }

  /** How long records are kept; empty means forever. */
  public Optional<Duration> retention() {
    return Optional.ofNullable(retention);
  }

  /**
   * True for decisions and orders, which nothing can repeat: a broker without replicas must write
   * each one to the disk before it acknowledges it ({@code flush.messages=1}).
   */
  public boolean isFlushed() {
    return switch (this) {
      case CURATION_DECIDED,
          RERANKINGS_REQUESTED,
          GENERATIONS_CHOSEN,
          EXPERIMENTS_REQUESTED,
          CLASSIFIERS_TRAINED,
          REFINEMENTS_REQUESTED,
          REFINEMENTS_COMPLETED ->
          true;
      default -> false;
    };
  }

  /** The topic with this name in Kafka; empty for any other name. */
  public static Optional<Topic> named(String topicName) {
    return Arrays.stream(values()).filter(topic -> topic.topicName.equals(topicName)).findFirst();
  }

  /** The topic on which events of this class travel. */
  public static Topic of(Class<? extends Event> eventClass) {
    return Arrays.stream(values())
        .filter(topic -> topic.eventClass.equals(eventClass))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no topic carries " + eventClass));
  }
}
