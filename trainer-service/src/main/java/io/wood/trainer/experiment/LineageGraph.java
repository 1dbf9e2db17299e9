package io.wood.trainer.experiment;

import io.wood.contracts.api.trainer.Lineage;
import io.wood.contracts.api.trainer.Lineage.Kind;
import io.wood.contracts.api.trainer.Lineage.Link;
import io.wood.contracts.api.trainer.Lineage.Node;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects a lineage; every node and link once. */
final class LineageGraph {
  private final String subject;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Set<Link> links = new LinkedHashSet<>();
  private final Set<String> remarks = new LinkedHashSet<>();

  LineageGraph(String subject) {
    this.subject = subject;
  }

  /** Adds a node; facts that are known later replace none. */
  void node(String id, Kind kind, Map<String, String> facts) {
    Node known = nodes.get(id);
    if (known == null || known.facts().isEmpty()) {
      nodes.put(id, new Node(id, kind, new TreeMap<>(facts)));
    }
  }

  void link(String from, String to, String text) {
    links.add(new Link(from, to, text));
  }

  void remark(String remark) {
    remarks.add(remark);
  }

  int size() {
    return nodes.size();
  }

  Lineage lineage() {
    return new Lineage(
        subject, List.copyOf(nodes.values()), List.copyOf(links), List.copyOf(remarks));
  }
}
