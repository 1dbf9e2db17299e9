package io.wood.kit;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The methods of a service's resources that change something. */
public final class ChangingMethods {
  private static final Set<String> CHANGING = Set.of("POST", "PUT", "DELETE", "PATCH");
  private static final Path CLASSES = Path.of("target", "classes");

  private ChangingMethods() {}

  /**
   * Fails unless each of them, or its class, names a role: every path would reach one that does not
   * unless a rule of paths stops it.
   */
  public static void assertNamed() {
    List<Method> all = all();
    assertThat(all).isNotEmpty();
    assertThat(all)
        .allMatch(
            method ->
                method.isAnnotationPresent(RolesAllowed.class)
                    || method.getDeclaringClass().isAnnotationPresent(RolesAllowed.class));
  }

  private static List<Method> all() {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      return files
          .map(file -> CLASSES.relativize(file).toString())
          .filter(name -> name.endsWith("Resource.class"))
          .<Class<?>>map(name -> load(name.replace(".class", "").replace('/', '.')))
          .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
          .filter(
              method -> Arrays.stream(method.getAnnotations()).anyMatch(ChangingMethods::changes))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean changes(Annotation annotation) {
    HttpMethod method = annotation.annotationType().getAnnotation(HttpMethod.class);
    return method != null && CHANGING.contains(method.value());
  }
}
