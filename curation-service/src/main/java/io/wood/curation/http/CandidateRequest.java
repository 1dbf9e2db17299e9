package io.wood.curation.http;

import io.wood.curation.index.CandidateFilter;
import io.wood.curation.model.BadRequest;
import io.wood.curation.model.PageCursor;
import io.wood.curation.model.ReviewStatus;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** The query string of a candidate list. */
public class CandidateRequest {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final int MOST = 500;
  private static final int USUAL = 60;

  @RestQuery
  @Parameter(
      description =
          "OPEN (default): nobody has an opinion; AWAITING: too few agree yet; UNDECIDED: both;"
              + " APPROVED, PRUNED; DECIDED: both; ALL")
  Optional<String> status;

  @RestQuery Optional<String> predictedClass;

  @RestQuery
  @Parameter(description = "least probability, 0 to 1")
  Optional<String> minScore;

  @RestQuery
  @Parameter(description = "largest probability, 0 to 1")
  Optional<String> maxScore;

  @RestQuery
  @Parameter(description = "experiment that trained the model")
  Optional<String> model;

  @RestQuery
  @Parameter(description = "who made the decision that counts")
  Optional<String> reviewer;

  @RestQuery
  @Parameter(description = "who published the image")
  Optional<String> source;

  @RestQuery
  @Parameter(description = "a look-alike cluster")
  Optional<String> cluster;

  @RestQuery
  @Parameter(description = "true: only images about which people disagree")
  Optional<Boolean> conflict;

  @RestQuery
  @Parameter(description = "true: only look-alikes that were decided differently")
  Optional<Boolean> mixed;

  @RestQuery
  @Parameter(
      description =
          "somebody who has no opinion on the image yet; where several people must agree, this is"
              + " what is left for them to do")
  Optional<String> without;

  @RestQuery
  @Parameter(
      description = "somebody whose opinion comes with each image, where several people must agree")
  Optional<String> opinionOf;

  @RestQuery
  @Parameter(description = "'next' of the page before")
  Optional<String> cursor;

  @RestQuery
  @Parameter(description = "candidates a page, 1 to 500; 60 by default")
  Optional<Integer> limit;

  CandidateFilter filter() {
    cluster
        .filter(value -> !HASH.matcher(value).matches())
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

  Optional<PageCursor> place() {
    return cursor.map(PageCursor::parse);
  }

  int size() {
    int size = limit.orElse(USUAL);
    if (size < 1 || size > MOST) {
      throw new BadRequest("limit must be 1 to " + MOST + ", not " + size);
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
