package io.wood.kit;

import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.FallbackConfigSourceInterceptor;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** Reads settings that were renamed under their old names too; the new name wins. */
public final class RenamedSettings extends FallbackConfigSourceInterceptor {
  private static final long serialVersionUID = 1L;

  private static final Map<String, String> OLD_NAMES =
      Map.of(
          "wood.curation.timeout", "wood.curation.patience",
          "wood.trainer.timeout", "wood.trainer.patience");

  public RenamedSettings() {
    super(OLD_NAMES);
  }

  /** Lists an old name as its new one: a mapping refuses names that it does not know. */
  @Override
  public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
    Set<String> names = new HashSet<>();
    context.iterateNames().forEachRemaining(names::add);
    OLD_NAMES.forEach(
        (name, old) -> {
          if (names.remove(old)) {
            names.add(name);
          }
        });
    return names.iterator();
  }
}
