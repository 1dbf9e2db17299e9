package io.wood.kit;

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

/** Finds the methods of resources that change something. */
public final class ChangingMethods {
  private static final Set<String> CHANGING = Set.of("POST", "PUT", "DELETE", "PATCH");

  private ChangingMethods() {}

  /**
   * Returns those that every path reaches unless a rule of paths stops it: without a role on the
   * method or its class.
   *
   * @param classes folder of the compiled classes of a service
   */
  public static List<String> withoutRole(Path classes) {
    return all(classes)
        .filter(method -> !method.isAnnotationPresent(RolesAllowed.class))
        .filter(method -> !method.getDeclaringClass().isAnnotationPresent(RolesAllowed.class))
        .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
        .sorted()
        .toList();
  }

  /** Returns every one. */
  public static Stream<Method> all(Path classes) {
    try (Stream<Path> files = Files.walk(classes)) {
      List<Class<?>> resources =
          files
              .map(file -> classes.relativize(file).toString())
              .filter(name -> name.endsWith("Resource.class"))
              .<Class<?>>map(name -> load(name.replace(".class", "").replace('/', '.')))
              .toList();
      return resources.stream()
          .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
          .filter(
              method -> Arrays.stream(method.getAnnotations()).anyMatch(ChangingMethods::changes));
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
