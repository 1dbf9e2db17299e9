package io.wood.ranker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.wood.contracts.event.CandidatePublished;
import io.wood.kit.WoodTestResource;
import io.wood.kit.event.TopicLog;
import io.wood.method.image.ImageEncoder;
import io.wood.store.Hashes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the snippets of docs/publishing.md as they stand there. After RankerIT, by its name. */
@QuarkusTest
@QuarkusTestResource(WoodTestResource.class)
@TestProfile(RankerIT.Settings.class)
class ToolSnippetsIT {
  private static final Path PAGE = Path.of("../docs/publishing.md");

  @TestHTTPResource URI ranker;
  @Inject TopicLog log;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "wood.store.endpoint")
  String store;

  @ConfigProperty(name = "wood.store.access-key")
  String accessKey;

  @ConfigProperty(name = "wood.store.secret-key")
  String secretKey;

  @TempDir Path folder;

  @Test
  void curlSubmitsSeveralFilesAndEachHasItsResult() throws Exception {
    Path image = image("curl.jpg", 31);
    Path text = Files.writeString(folder.resolve("notes.txt"), "no image");

    String answer = run(image, text, "sh", "-euc", snippets("sh").get(0));

    assertThat(answer).contains(hash(image)).contains("notes.txt").contains("not an image");
    assertThat(published()).contains(hash(image));
  }

  @Test
  void curlUploadsAFileByALink() throws Exception {
    Path image = image("link.jpg", 32);

    run(image, image, "sh", "-euc", snippets("sh").get(1));

    assertThat(published()).contains(hash(image));
  }

  @Test
  void pythonPublishesOverKafkaAndTheStore() throws Exception {
    Optional<String> python = python();
    Assumptions.assumeTrue(
        python.isPresent(), "python3-confluent-kafka and python3-boto3 are not installed");
    Path image = image("python.jpg", 33);
    Path program = Files.writeString(folder.resolve("publish.py"), snippets("python").get(0));

    run(image, image, python.get(), program.toString(), image.toString());

    assertThat(published()).contains(hash(image));
  }

  @Test
  void javaPublishesOverKafkaAndTheStore() throws Exception {
    Path image = image("java.jpg", 34);
    Path program = Files.writeString(folder.resolve("Publish.java"), snippets("java").get(0));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    run(
        image,
        image,
        java,
        "-cp",
        System.getProperty("java.class.path"),
        program.toString(),
        image.toString());

    assertThat(published()).contains(hash(image));
  }

  private static List<String> snippets(String language) throws IOException {
    Matcher blocks =
        Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(Files.readString(PAGE));
    List<String> snippets = new ArrayList<>();
    while (blocks.find()) {
      snippets.add(blocks.group(1));
    }
    assertThat(snippets).as("snippets in " + language).isNotEmpty();
    return snippets;
  }

  /** The first interpreter that has both libraries; a version manager's may hide the system's. */
  private Optional<String> python() {
    return Stream.of("python3", "/usr/bin/python3").filter(this::hasLibraries).findFirst();
  }

  private boolean hasLibraries(String python) {
    try {
      Process process =
          new ProcessBuilder(python, "-c", "import boto3, confluent_kafka")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("libraries.txt").toFile())
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String run(Path file, Path other, String... command) throws Exception {
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "RANKER", ranker.toString().replaceAll("/$", ""),
                "KAFKA", kafka.replaceFirst("^.*://", ""),
                "STORE", store,
                "ACCESS_KEY", accessKey,
                "SECRET_KEY", secretKey,
                "FILE", file.toString(),
                "OTHER", other.toString()));
    int status = builder.start().waitFor();
    String text = Files.readString(output, UTF_8);
    assertThat(status).as(text).isZero();
    return text;
  }

  private Path image(String name, int brightness) throws IOException {
    byte[] jpeg = ImageEncoder.jpeg(Samples.image(48, 36, brightness), .9);
    return Files.write(folder.resolve(name), jpeg);
  }

  private static String hash(Path file) throws IOException {
    return Hashes.sha256(Files.readAllBytes(file));
  }

  private Set<String> published() {
    Set<String> images = new HashSet<>();
    log.read(CandidatePublished.class, Map.of(), event -> images.add(event.image()));
    return images;
  }
}
