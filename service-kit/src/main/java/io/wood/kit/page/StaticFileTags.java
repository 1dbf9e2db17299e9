package io.wood.kit.page;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.wood.store.Hashes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes browsers ask for each static file again and answers 304 while its bytes are the same, so
 * that an upgrade shows at the next load. The tag is a hash of the content: all replicas of a
 * version agree on it.
 */
@ApplicationScoped
class StaticFileTags {
  /** After the checks of access (200 and 100), before the files are served. */
  private static final int PRIORITY = 10;

  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final String ROOT = "META-INF/resources";
  private static final int TAG_LENGTH = 32;

  /** Only files that exist are remembered, so the application's files bound the map. */
  private final Map<String, String> tags = new ConcurrentHashMap<>();

  void register(@Observes Filters filters) {
    filters.register(this::handle, PRIORITY);
  }

  private void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    Optional<String> tag =
        READING.contains(request.method()) ? tag(context.normalizedPath()) : Optional.empty();
    if (tag.isEmpty()) {
      context.next();
      return;
    }
    context
        .response()
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader(HttpHeaders.ETAG, tag.get());
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    if (known != null && known.contains(tag.get())) {
      var unused = context.response().setStatusCode(304).end();
    } else {
      context.next();
    }
  }

  private Optional<String> tag(String path) {
    String file = path.endsWith("/") ? path + "index.html" : path;
    String name = file.substring(file.lastIndexOf('/') + 1);
    if (!name.contains(".") || file.startsWith("/api/") || file.startsWith("/q/")) {
      return Optional.empty();
    }
    String known = tags.get(file);
    return known != null ? Optional.of(known) : hash(file);
  }

  private Optional<String> hash(String file) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream content = loader.getResourceAsStream(ROOT + file)) {
      if (content == null) {
        return Optional.empty();
      }
      String tag = "\"" + Hashes.sha256(content.readAllBytes()).substring(0, TAG_LENGTH) + "\"";
      tags.put(file, tag);
      return Optional.of(tag);
    } catch (IOException e) {
      throw new UncheckedIOException("the static file " + file + " cannot be read", e);
    }
  }
}
