package io.wood.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A real S3 server in this process, on a free port, with its objects in a directory. Its jar brings
 * its own copies of half the libraries there are, so it runs in a class loader of its own.
 */
public final class LocalS3 implements AutoCloseable {
  /** Path of the server's jar; found on the class path when not set. */
  public static final String JAR_PROPERTY = "wood.s3proxy.jar";

  private static final String ACCESS_KEY = "test-access";
  private static final String SECRET_KEY = "test-secret";

  private final URLClassLoader loader;
  private final Object server;
  private final URI endpoint;

  private LocalS3(URLClassLoader loader, Object server, int port) {
    this.loader = loader;
    this.server = server;
    this.endpoint = URI.create("http://127.0.0.1:" + port);
  }

  /** Starts a server over the directory. */
  public static LocalS3 start(Path directory) {
    return start(directory, 0);
  }

  /** Starts a server on this port, to try what happens when it comes back. */
  public static LocalS3 start(Path directory, int port) {
    URLClassLoader loader =
        new URLClassLoader(new URL[] {jar()}, ClassLoader.getPlatformClassLoader());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Object server = launch(loader, properties(Files.createDirectories(directory), port));
      int bound = (int) server.getClass().getMethod("getPort").invoke(server);
      return new LocalS3(loader, server, bound);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the S3 server does not start", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use " + directory, e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Where it listens. */
  public URI endpoint() {
    return endpoint;
  }

  /** Who may use it. */
  public String accessKey() {
    return ACCESS_KEY;
  }

  /** What proves it. */
  public String secretKey() {
    return SECRET_KEY;
  }

  /** Settings of a client with its cache in this directory. */
  public StoreSettings settings(Path cache) {
    return new StoreSettings(endpoint, ACCESS_KEY, SECRET_KEY, "us-east-1", cache, 1L << 30);
  }

  @Override
  public void close() {
    try (loader) {
      server.getClass().getMethod("stop").invoke(server);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the S3 server does not stop", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object launch(ClassLoader loader, Properties properties)
      throws ReflectiveOperationException {
    Object blobs =
        loader
            .loadClass("org.gaul.s3proxy.BlobStores")
            .getMethod("create", String.class, Properties.class)
            .invoke(null, "filesystem-nio2", properties);
    Class<?> blobStore = loader.loadClass("org.gaul.s3proxy.blobstore.BlobStore");
    Class<?> builderClass = loader.loadClass("org.gaul.s3proxy.S3Proxy$Builder");
    Object builder =
        builderClass.getMethod("fromProperties", Properties.class).invoke(null, properties);
    builderClass.getMethod("blobStore", blobStore).invoke(builder, blobs);
    Object server = builderClass.getMethod("build").invoke(builder);
    server.getClass().getMethod("start").invoke(server);
    return server;
  }

  private static Properties properties(Path directory, int port) {
    Properties properties = new Properties();
    properties.setProperty("s3proxy.endpoint", "http://127.0.0.1:" + port);
    properties.setProperty("s3proxy.authorization", "aws-v2-or-v4");
    properties.setProperty("s3proxy.identity", ACCESS_KEY);
    properties.setProperty("s3proxy.credential", SECRET_KEY);
    properties.setProperty("jclouds.provider", "filesystem-nio2");
    properties.setProperty("jclouds.identity", ACCESS_KEY);
    properties.setProperty("jclouds.credential", SECRET_KEY);
    properties.setProperty("jclouds.filesystem.basedir", directory.toString());
    return properties;
  }

  private static URL jar() {
    try {
      String path = System.getProperty(JAR_PROPERTY);
      if (path != null && Files.exists(Path.of(path))) {
        return Path.of(path).toUri().toURL();
      }
      URL inside = LocalS3.class.getResource("/org/gaul/s3proxy/S3Proxy.class");
      if (inside == null) {
        throw new IllegalStateException(
            "no S3 server: set -D" + JAR_PROPERTY + " to s3proxy's jar-with-dependencies");
      }
      return URI.create(inside.getPath().split("!", 2)[0]).toURL();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
