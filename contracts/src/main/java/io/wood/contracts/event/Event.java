package io.wood.contracts.event;

/**
 * Something that happened, as it travels on its {@link Topic}: its record key and an id that a
 * redelivery repeats.
 */
public sealed interface Event
    permits CandidatePublished,
        CandidateRanked,
        CandidateDismissed,
        CurationDecided,
        ExperimentRequested,
        TrainingProgressed,
        ClassifierTrained,
        RefinementRequested,
        RefinementTask,
        ImageRefined,
        RefinementProgressed,
        RefinementCompleted {

  /** The Kafka record key: events of one key stay in order. */
  String key();

  /** The CloudEvents id: the same fact told twice carries the same id. */
  String eventId();
}
