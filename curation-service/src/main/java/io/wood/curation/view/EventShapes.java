package io.wood.curation.view;

import io.wood.contracts.event.Event;
import io.wood.store.Hashes;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Describes what a version can read: the components and enum constants of its event records. */
public final class EventShapes {
  private EventShapes() {}

  /** Returns a hash that changes whenever one of the records or enums changes. */
  public static String of(Collection<? extends Class<? extends Event>> events) {
    TreeMap<String, String> shapes = new TreeMap<>();
    events.forEach(event -> describe(event, shapes));
    return Hashes.sha256(shapes.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void describe(Type type, Map<String, String> shapes) {
    if (type instanceof ParameterizedType generic) {
      Arrays.stream(generic.getActualTypeArguments())
          .forEach(argument -> describe(argument, shapes));
    } else if (type instanceof Class<?> known && !shapes.containsKey(known.getName())) {
      if (known.isEnum()) {
        shapes.put(known.getName(), Arrays.toString(known.getEnumConstants()));
      } else if (known.isRecord()) {
        RecordComponent[] components = known.getRecordComponents();
        shapes.put(known.getName(), Arrays.toString(components));
        Arrays.stream(components)
            .forEach(component -> describe(component.getGenericType(), shapes));
      }
    }
  }
}
