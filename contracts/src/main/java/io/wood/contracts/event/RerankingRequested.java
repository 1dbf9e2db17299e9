package io.wood.contracts.event;

import io.wood.contracts.ContractChecks;
import io.wood.contracts.artifact.ModelRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A re-ranking is requested: a classifier scores published candidates as a new generation. Results
 * are ordinary {@link CandidateRanked} and {@link CandidateDismissed} events of that classifier.
 *
 * @param reranking id
 * @param model the classifier that scores
 * @param selection which candidates
 * @param upTo per partition, the offset of the first record not to read: of {@code
 *     candidates.ranked} when the selection names a generation, of {@code candidates.published}
 *     otherwise
 * @param requestedBy who
 * @param requestedAt when
 */
public record RerankingRequested(
    String reranking,
    ModelRef model,
    Selection selection,
    Map<Integer, Long> upTo,
    String requestedBy,
    Instant requestedAt)
    implements Event {

  /** Most images that a selection lists, so that the event fits into a record. */
  public static final int MAX_IMAGES = 10_000;

  private static final int MAX_SOURCES = 1000;

  /**
   * Which candidates are scored; all of them when every component is empty.
   *
   * @param sources only those that one of these published; empty for any
   * @param since only those that were published at or after this time; null for any
   * @param images only these, by SHA-256; empty for any
   * @param generation only those that the classifier with this SHA-256 of its weights ranked as
   *     hard OoD; null for any
   */
  public record Selection(
      List<String> sources, Instant since, List<String> images, String generation) {
    /** All candidates. */
    public static final Selection ALL = new Selection(null, null, null, null);

    public Selection {
      sources = sources == null ? List.of() : List.copyOf(sources);
      images = images == null ? List.of() : List.copyOf(images);
      ContractChecks.size(sources, MAX_SOURCES, "sources");
      sources.forEach(source -> ContractChecks.text(source, EventLimits.NAME, "sources"));
      images.forEach(image -> ContractChecks.sha256(image, "images"));
      if (images.size() > MAX_IMAGES) {
        throw new IllegalArgumentException(
            "images lists %d images; at most %d fit into an order: split it"
                .formatted(images.size(), MAX_IMAGES));
      }
      if (generation != null) {
        ContractChecks.sha256(generation, "generation");
      }
    }

    /** The events that the candidates are read from. */
    public Class<? extends Event> source() {
      return generation == null ? CandidatePublished.class : CandidateRanked.class;
    }
  }

  public RerankingRequested {
    ContractChecks.slug(reranking, "reranking");
    ContractChecks.required(model, "model").inModels();
    selection = selection == null ? Selection.ALL : selection;
    upTo = Map.copyOf(ContractChecks.required(upTo, "upTo"));
    upTo.forEach(
        (partition, offset) -> {
          ContractChecks.atLeast(partition, 0, "upTo");
          ContractChecks.atLeast(offset, 0, "upTo." + partition);
        });
    ContractChecks.text(requestedBy, EventLimits.NAME, "requestedBy");
    ContractChecks.required(requestedAt, "requestedAt");
  }

  @Override
  public String key() {
    return reranking;
  }

  @Override
  public String eventId() {
    return "rerank:" + reranking;
  }
}
