package io.wood.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds the environment variables of the manifests and their runbook to settings that exist. */
public final class DeploymentSettings {
  private static final Path DEPLOYMENT = Path.of("..", "k8s");

  private DeploymentSettings() {}

  /** Asserts that every variable with a mapping's prefix sets one of its settings. */
  public static void assertKnown(Class<?> mapping) {
    String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
    assertKnown(variable(prefix) + "_", properties(Stream.of(mapping)));
  }

  /** Asserts that every variable with a prefix sets a property, in which * is any text. */
  static void assertKnown(String prefix, Set<String> properties) {
    Pattern known =
        Pattern.compile(
            properties.stream()
                .map(DeploymentSettings::variable)
                .map(name -> name.replace("*", "[A-Z0-9_]+"))
                .collect(Collectors.joining("|")));
    assertThat(variables(prefix))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(name).as("variable of k8s").matches(known));
  }

  /** Names of the properties of mappings; those of maps and lists have a * or [*]. */
  static Set<String> properties(Stream<Class<?>> mappings) {
    return mappings
        .map(ConfigClass::configClass)
        .flatMap(mapping -> ConfigMappings.getProperties(mapping).keySet().stream())
        .collect(Collectors.toSet());
  }

  /** The variables with a prefix, of the manifests and the runbook. */
  static Set<String> variables(String prefix) {
    Pattern pattern = Pattern.compile("\\b" + prefix + "[A-Z0-9_]*[A-Z0-9]\\b");
    try (Stream<Path> files = Files.walk(DEPLOYMENT)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(yaml|md)"))
          .flatMap(file -> pattern.matcher(text(file)).results())
          .map(MatchResult::group)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The variable of a property, by MicroProfile's rule; a * stays. */
  private static String variable(String property) {
    return property.replaceAll("[^A-Za-z0-9*]", "_").toUpperCase(Locale.ROOT);
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
