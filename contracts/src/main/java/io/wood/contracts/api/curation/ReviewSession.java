package io.wood.contracts.api.curation;

import java.util.List;

/**
 * Describes the current user and the rule for decisions.
 *
 * @param signIn true when users sign in; otherwise they give their names
 * @param name name of the signed-in user; null when nobody signs in
 * @param roles names of the user's roles
 * @param opinions number of reviewers who must agree for an image to be decided
 */
public record ReviewSession(boolean signIn, String name, List<String> roles, int opinions) {}
