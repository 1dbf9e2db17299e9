package io.wood.contracts.artifact;

import java.util.List;

/**
 * How often a training pushed features away from each group of OoDs, since its centres were
 * computed.
 *
 * @param images labelled images that steps have seen, repetitions included
 * @param pushes for how many of these each group was selected
 */
public record ClusterUse(long images, List<Long> pushes) {
  public ClusterUse {
    pushes = List.copyOf(pushes);
  }
}
