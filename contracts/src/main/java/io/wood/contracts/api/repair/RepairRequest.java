package io.wood.contracts.api.repair;

import java.util.List;

/**
 * Which dead letters to repair: these, or all that match a filter; not both.
 *
 * @param ids of dead letters
 * @param filter selects them
 */
public record RepairRequest(List<String> ids, DeadLetterFilter filter) {
  public RepairRequest {
    ids = ids == null ? List.of() : List.copyOf(ids);
    if (ids.isEmpty() == (filter == null)) {
      throw new IllegalArgumentException(
          "name dead letters in 'ids', or select them by 'filter' (an empty object selects all)");
    }
  }
}
