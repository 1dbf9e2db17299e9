package io.wood.contracts.api.ranker;

/**
 * Numbers of ranked and dismissed candidates since the ranker's process started.
 *
 * @param ranked hard OoDs
 * @param belowThreshold candidates dismissed because of their score
 * @param unusable candidates dismissed without a score
 */
public record RankingCounts(long ranked, long belowThreshold, long unusable) {}
