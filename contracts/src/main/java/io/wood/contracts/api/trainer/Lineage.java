package io.wood.contracts.api.trainer;

import java.util.List;
import java.util.Map;

/**
 * What something was made of, and what was made of it: a graph without circles.
 *
 * @param subject id of the node that was asked for
 * @param nodes all nodes, the subject first
 * @param links what was made of what
 * @param remarks what is left out, or not known
 */
public record Lineage(String subject, List<Node> nodes, List<Link> links, List<String> remarks) {

  /** Kinds of node. */
  public enum Kind {
    SOURCE,
    CANDIDATE,
    PERSON,
    DECISION,
    DATASET,
    EXPERIMENT,
    REFINEMENT,
    MASK
  }

  /**
   * A node.
   *
   * @param id unique in the graph; it can be asked for, unless it is a source, a person, a decision
   *     or a dataset
   * @param kind what it is
   * @param facts what is known about it, by name
   */
  public record Node(String id, Kind kind, Map<String, String> facts) {}

  /**
   * A link.
   *
   * @param from id of what was used
   * @param to id of what was made
   * @param text how it was used
   */
  public record Link(String from, String to, String text) {}
}
