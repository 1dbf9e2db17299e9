package io.wood.curation.http;

import io.smallrye.common.annotation.Blocking;
import io.wood.contracts.api.curation.CandidateCard;
import io.wood.contracts.api.curation.CandidatePage;
import io.wood.contracts.api.curation.ReviewStatistics;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.curation.decide.DecisionProblems;
import io.wood.curation.model.Candidate;
import io.wood.curation.model.ImageHash;
import io.wood.curation.model.PageCursor;
import io.wood.curation.query.CandidateReader;
import io.wood.curation.query.HistoryReader;
import io.wood.curation.query.StatisticsCache;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists candidates, their decisions and the statistics over HTTP. */
@Path("/api")
@Tag(name = "Candidates")
@Blocking
class CandidatesResource {
  private final CandidateReader candidates;
  private final HistoryReader history;
  private final StatisticsCache statistics;

  CandidatesResource(
      CandidateReader candidates, HistoryReader history, StatisticsCache statistics) {
    this.candidates = candidates;
    this.history = history;
    this.statistics = statistics;
  }

  @GET
  @Path("candidates")
  @Operation(summary = "Candidates in score order, page by page")
  public CandidatePage list(@BeanParam CandidateRequest request) {
    List<Candidate> found =
        candidates.page(request.filter(), request.position(), request.size() + 1);
    boolean more = found.size() > request.size();
    List<Candidate> page = more ? found.subList(0, request.size()) : found;
    Map<String, Verdict> mine =
        request
            .opinionOf
            .map(name -> candidates.opinions(name, page.stream().map(Candidate::image).toList()))
            .orElse(Map.of());
    return new CandidatePage(
        page.stream()
            .map(candidate -> CandidateJson.card(candidate, mine.get(candidate.image())))
            .toList(),
        more ? PageCursor.after(page.get(page.size() - 1)).text() : null);
  }

  @GET
  @Path("candidates/{image}")
  @Operation(summary = "One candidate")
  public CandidateCard get(String image) {
    return CandidateJson.card(find(image), null);
  }

  @GET
  @Path("candidates/{image}/history")
  @Operation(summary = "All decisions about an image, oldest first")
  public List<CurationDecided> history(String image) {
    return history.of(find(image).image());
  }

  @GET
  @Path("statistics")
  @Operation(summary = "Progress of the review, per class and per reviewer")
  public ReviewStatistics statistics() {
    return statistics.read();
  }

  private Candidate find(String image) {
    return ImageHash.parse(image)
        .flatMap(candidates::find)
        .orElseThrow(() -> new NotFoundException(DecisionProblems.unknownImage(image).detail()));
  }
}
