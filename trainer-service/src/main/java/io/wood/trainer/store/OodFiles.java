package io.wood.trainer.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Stores where the OoDs of a run come from: once for all of them, and of many also in pages by the
 * beginning of the hash, with a summary. So one of them is found, and the first ones are shown,
 * without reading the others. Pages and summary are written when the summary is first asked for.
 */
final class OodFiles {
  private static final String ALL = "oods.json";
  private static final String SUMMARY = "oods-summary.json";

  private final RunObjects objects;

  /** What was read, by experiment and name; it never changes. */
  private final Map<String, SoftReference<Object>> known = new ConcurrentHashMap<>();

  OodFiles(RunObjects objects) {
    this.objects = objects;
  }

  void note(String experiment, Supplier<UsedOods> oods) {
    if (objects.version(experiment, ALL).isEmpty()) {
      objects.once(experiment, ALL, oods.get(), UsedOods.class);
    }
  }

  Optional<OodSummary> summary(String experiment) {
    return find(experiment, SUMMARY, OodSummary.class)
        .or(
            () ->
                objects.find(experiment, ALL, UsedOods.class).map(all -> divide(experiment, all)));
  }

  Optional<UsedOod> find(String experiment, String image) {
    return summary(experiment)
        .map(summary -> summary.digits() == 0 ? ALL : page(summary.page(image)))
        .flatMap(name -> find(experiment, name, UsedOods.class))
        .flatMap(page -> page.oods().stream().filter(ood -> ood.image().equals(image)).findFirst());
  }

  /** The summary comes last: where there is one, all pages are there. */
  private OodSummary divide(String experiment, UsedOods all) {
    OodSummary summary = OodSummary.of(all);
    if (summary.digits() > 0) {
      all.oods().stream()
          .collect(groupingBy(ood -> summary.page(ood.image()), toList()))
          .entrySet()
          .parallelStream()
          .forEach(
              page -> objects.put(experiment, page(page.getKey()), new UsedOods(page.getValue())));
    }
    return objects.once(experiment, SUMMARY, summary, OodSummary.class);
  }

  private static String page(String digits) {
    return "oods/" + digits + ".json";
  }

  private <T> Optional<T> find(String experiment, String name, Class<T> type) {
    String key = experiment + '/' + name;
    SoftReference<Object> read = known.get(key);
    Object value = read == null ? null : read.get();
    if (value != null) {
      return Optional.of(type.cast(value));
    }
    Optional<T> found = objects.find(experiment, name, type);
    found.ifPresent(now -> known.put(key, new SoftReference<>(now)));
    return found;
  }
}
