package io.wood.curation.http;

import io.wood.contracts.api.curation.ReviewStatus;
import io.wood.curation.index.CandidateFilter;
import io.wood.curation.model.BadRequest;
import io.wood.curation.model.ImageHash;
import io.wood.curation.model.PageCursor;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** Query parameters of a candidate list. */
public class CandidateRequest {
  private static final int MAX_LIMIT = 500;
  private static final int DEFAULT_LIMIT = 60;

  @RestQuery
  @Parameter(
      description =
          "OPEN (default): no opinion yet; AWAITING: too few reviewers agree; UNDECIDED: OPEN or"
              + " AWAITING; APPROVED; PRUNED; DECIDED: APPROVED or PRUNED; ALL")
  Optional<String> status;

  @RestQuery Optional<String> predictedClass;

  @RestQuery
  @Parameter(description = "minimum probability, 0 to 1")
  Optional<String> minScore;

  @RestQuery
  @Parameter(description = "maximum probability, 0 to 1")
  Optional<String> maxScore;

  @RestQuery
  @Parameter(description = "experiment that trained the model")
  Optional<String> model;

  @RestQuery
  @Parameter(description = "who made the current decision")
  Optional<String> reviewer;

  @RestQuery
  @Parameter(description = "publisher of the image")
  Optional<String> source;

  @RestQuery
  @Parameter(description = "look-alike cluster")
  Optional<String> cluster;

  @RestQuery
  @Parameter(description = "true: only images about which reviewers disagree")
  Optional<Boolean> conflict;

  @RestQuery
  @Parameter(description = "true: only look-alike clusters with different verdicts")
  Optional<Boolean> mixed;

  @RestQuery
  @Parameter(
      description =
          "reviewer who has no opinion on the image yet; with a quorum, this lists what they have"
              + " still to decide")
  Optional<String> without;

  @RestQuery
  @Parameter(
      description = "reviewer whose opinion is returned with each image, when there is a quorum")
  Optional<String> opinionOf;

  @RestQuery
  @Parameter(description = "'next' of the previous page")
  Optional<String> cursor;

  @RestQuery
  @Parameter(description = "candidates per page, 1 to 500; default 60")
  Optional<Integer> limit;

  CandidateFilter filter() {
    cluster
        .filter(value -> ImageHash.parse(value).isEmpty())
        .ifPresent(
            value -> {
              throw new BadRequest("cluster must be 64 hexadecimal digits, not '" + value + "'");
            });
    return new CandidateFilter(
        statuses(status.orElse("OPEN")),
        predictedClass.orElse(null),
        minScore.map(value -> probability("minScore", value)).orElse(null),
        maxScore.map(value -> probability("maxScore", value)).orElse(null),
        model.orElse(null),
        reviewer.orElse(null),
        source.orElse(null),
        cluster.orElse(null),
        conflict.orElse(null),
        mixed.orElse(null),
        without.orElse(null));
  }

  Optional<PageCursor> position() {
    return cursor.map(PageCursor::parse);
  }

  int size() {
    int size = limit.orElse(DEFAULT_LIMIT);
    if (size < 1 || size > MAX_LIMIT) {
      throw new BadRequest("limit must be 1 to " + MAX_LIMIT + ", not " + size);
    }
    return size;
  }

  private static Set<ReviewStatus> statuses(String text) {
    return switch (text) {
      case "OPEN" -> EnumSet.of(ReviewStatus.OPEN);
      case "AWAITING" -> EnumSet.of(ReviewStatus.AWAITING);
      case "UNDECIDED" -> EnumSet.of(ReviewStatus.OPEN, ReviewStatus.AWAITING);
      case "APPROVED" -> EnumSet.of(ReviewStatus.APPROVED);
      case "PRUNED" -> EnumSet.of(ReviewStatus.PRUNED);
      case "DECIDED" -> EnumSet.of(ReviewStatus.APPROVED, ReviewStatus.PRUNED);
      case "ALL" -> EnumSet.allOf(ReviewStatus.class);
      default ->
          throw new BadRequest(
              "status must be OPEN, AWAITING, UNDECIDED, APPROVED, PRUNED, DECIDED or ALL, not '"
                  + text
                  + "'");
    };
  }

  private static double probability(String name, String text) {
    try {
      double value = Double.parseDouble(text);
      if (value >= 0 && value <= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new BadRequest(name + " must be a number from 0 to 1, not '" + text + "'", e);
    }
    throw new BadRequest(name + " must be a number from 0 to 1, not '" + text + "'");
  }
}
