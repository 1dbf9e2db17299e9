package io.wood.cli.client;

import io.wood.cli.console.CommandFailedException;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * How the command line signs in to a system and whom it trusts.
 *
 * @param kafkaConfig settings of Kafka's clients, as Kafka's own tools take them, or null
 * @param caFile PEM file with certificate authorities to trust beside the JDK's, or null
 * @param token bearer token for the services, or null
 * @param tokenFile file with a bearer token, read for every request so that it may be renewed, or
 *     null
 */
public record AccessSettings(Path kafkaConfig, Path caFile, String token, Path tokenFile) {
  /** A system on this machine, which asks for nothing. */
  public static final AccessSettings NONE = new AccessSettings(null, null, null, null);

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Settings of a Kafka client that connects to these servers. */
  Map<String, Object> kafka(String servers) {
    Map<String, Object> settings = new HashMap<>();
    if (kafkaConfig != null) {
      Properties file = new Properties();
      try (Reader text = Files.newBufferedReader(kafkaConfig)) {
        file.load(text);
      } catch (IOException | IllegalArgumentException e) {
        throw new CommandFailedException(
            "the Kafka settings %s cannot be read: %s".formatted(kafkaConfig, e), e);
      }
      file.stringPropertyNames().forEach(name -> settings.put(name, file.getProperty(name)));
    }
    settings.put("bootstrap.servers", servers);
    return settings;
  }

  /**
   * The bearer token for a service; empty when there is none.
   *
   * @throws CommandFailedException when others on the network could read it
   */
  Optional<String> token(String service, URI address) {
    String found = tokenFile == null ? token : read();
    if (found == null || found.isBlank()) {
      return Optional.empty();
    }
    boolean secret =
        Objects.equals(address.getScheme(), "https") || LOOPBACK.contains(address.getHost());
    if (!secret) {
      throw new CommandFailedException(
          "the token is not sent to the %s at %s, where others can read it; give an https address"
              .formatted(service, address));
    }
    return Optional.of(found.strip());
  }

  private String read() {
    try {
      return Files.readString(tokenFile);
    } catch (IOException e) {
      throw new CommandFailedException(
          "the token file %s cannot be read: %s".formatted(tokenFile, e), e);
    }
  }
}
