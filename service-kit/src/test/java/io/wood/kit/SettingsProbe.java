package io.wood.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;

/** Reads a configuration mapping as a service does, from properties alone. */
public final class SettingsProbe {
  private SettingsProbe() {}

  /**
   * Reads a mapping.
   *
   * @throws io.smallrye.config.ConfigValidationException when a property is missing or unknown
   */
  public static <C> C read(Class<C> mapping, Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .addDefaultInterceptors()
        .addDiscoveredInterceptors()
        .withMapping(mapping)
        .withSources(new PropertiesConfigSource(properties, "test", 500))
        .build()
        .getConfigMapping(mapping);
  }

  /** Returns every setting of a mapping by name, those of groups as {@code group.name}. */
  public static <C> Map<String, Object> values(Class<C> mapping, Map<String, String> properties) {
    Map<String, Object> values = new TreeMap<>();
    collect(mapping, read(mapping, properties), "", values);
    return values;
  }

  /** Asserts that properties set every setting of a mapping to something else than others do. */
  public static void assertAllDiffer(
      Class<?> mapping, Map<String, String> some, Map<String, String> others) {
    Map<String, Object> first = values(mapping, some);
    assertThat(values(mapping, others))
        .hasSameSizeAs(first)
        .allSatisfy((name, value) -> assertThat(value).as(name).isNotEqualTo(first.get(name)));
  }

  private static void collect(
      Class<?> mapping, Object config, String prefix, Map<String, Object> values) {
    for (Method getter : mapping.getDeclaredMethods()) {
      if (getter.isSynthetic() || getter.getParameterCount() > 0) {
        continue;
      }
      Object value = call(getter, config);
      boolean group = getter.getReturnType().getEnclosingClass() == mapping;
      if (group) {
        collect(getter.getReturnType(), value, prefix + getter.getName() + ".", values);
      } else {
        values.put(prefix + getter.getName(), value);
      }
    }
  }

  private static Object call(Method getter, Object config) {
    try {
      getter.setAccessible(true);
      return getter.invoke(config);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(getter + " cannot be read", e);
    }
  }
}
