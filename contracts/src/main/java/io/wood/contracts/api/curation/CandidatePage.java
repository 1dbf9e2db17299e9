package io.wood.contracts.api.curation;

import java.util.List;

/**
 * A page of candidates.
 *
 * @param candidates in score order
 * @param next cursor of the next page; null on the last page
 */
public record CandidatePage(List<CandidateCard> candidates, String next) {}
