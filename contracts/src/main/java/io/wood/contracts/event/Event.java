package io.wood.contracts.event;

/**
 * * An event on its {@link Topic}, with its record key and an id that stays the same when it is
 * published again.
 */
public sealed interface Event
    permits CandidatePublished,
        CandidateRanked,
        CandidateDismissed,
        RerankingRequested,
        GenerationChosen,
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

  /** The CloudEvents id: the same when the event is published again. */
  String eventId();
}
