package io.wood.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the Dockerfile to the modules, the manifests and the versions of the build. */
class ImagesTest {
  private static final Path ROOT = Path.of("..");
  private static final String FILE = SourceFiles.text(Path.of("Dockerfile"));
  private static final Pattern STAGE = Pattern.compile("(?m)^FROM (\\S+) AS (\\S+)$");
  private static final Pattern COPY = Pattern.compile("(?m)^COPY (?:--from=(\\S+) )?(.+) (\\S+)$");

  @Test
  void everyStageStartsFromOneThatExists() {
    Set<String> known = new TreeSet<>(List.of("${JDK}", "${JRE}", "${CUDA}"));
    Matcher stage = STAGE.matcher(FILE);
    while (stage.find()) {
      assertThat(known).contains(stage.group(1));
      known.add(stage.group(2));
    }
    Matcher copy = COPY.matcher(FILE);
    while (copy.find()) {
      if (copy.group(1) != null) {
        assertThat(known).contains(copy.group(1));
      }
    }
  }

  /** The packaged services are built; everything else that is copied is in the sources. */
  @Test
  void everythingThatIsCopiedExistsAndReachesTheBuild() throws IOException {
    List<String> allowed =
        Files.readAllLines(ROOT.resolve(".dockerignore")).stream()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1).replace("*-service", "[a-z]+-service") + "/?.*")
            .toList();
    List<String> copied = new ArrayList<>();
    Matcher copy = COPY.matcher(FILE);
    while (copy.find()) {
      if (copy.group(1) == null) {
        copied.addAll(List.of(copy.group(2).strip().split("\\s+", -1)));
      }
    }
    assertThat(copied).hasSizeGreaterThanOrEqualTo(7);
    for (String source : copied) {
      assertThat(allowed).as(source).anyMatch(source::matches);
      Path path = ROOT.resolve(source.replace("/target/quarkus-app/", "/pom.xml"));
      assertThat(path).as("source of a COPY").exists();
    }
  }

  @Test
  void everyImageOfTheManifestsHasATarget() {
    Set<String> targets = new TreeSet<>();
    STAGE.matcher(FILE).results().forEach(stage -> targets.add(stage.group(2)));
    Set<String> images = new TreeSet<>();
    for (String overlay : RenderedOverlayTest.OVERLAYS) {
      for (JsonNode workload : Manifests.workloads(Manifests.rendered(overlay))) {
        String image = workload.at("/spec/template/spec/containers/0/image").asText();
        if (image.matches("(.*/)?wood/[^/]*")) {
          images.add(image.replaceAll(".*wood/|:.*", "").replace("-service", ""));
        }
      }
    }
    assertThat(images).contains("ranker", "trainer-cuda");
    assertThat(targets).containsAll(images);
  }

  @Test
  void theVersionsAreThoseOfTheBuild() {
    String pom = SourceFiles.text(ROOT.resolve("pom.xml"));
    Matcher pytorch = Pattern.compile("<pytorch.version>(.*)</pytorch.version>").matcher(pom);
    assertThat(pytorch.find()).isTrue();
    assertThat(FILE.split("PYTORCH_VERSION=" + Pattern.quote(pytorch.group(1)), -1))
        .hasSize(1 + FILE.split("PYTORCH_VERSION=", -1).length - 1);
    Matcher cuda = Pattern.compile("pytorch-native-cu(\\d\\d)(\\d)<").matcher(pom);
    assertThat(cuda.find()).isTrue();
    assertThat(FILE)
        .contains("PYTORCH_FLAVOR=cu" + cuda.group(1) + cuda.group(2))
        .contains("nvidia/cuda:" + cuda.group(1) + "." + cuda.group(2) + ".");
    Matcher java = Pattern.compile("<maven.compiler.release>(\\d+)<").matcher(pom);
    assertThat(java.find()).isTrue();
    assertThat(FILE).contains("eclipse-temurin:" + java.group(1) + "-jre");
  }

  /** What runs in a pod is named by its digest; only the stage that unpacks has a tag. */
  @Test
  void theBasesOfTheImagesAreNamedByDigest() {
    assertThat(FILE)
        .containsPattern("ARG JRE=\\S+@sha256:[0-9a-f]{64}\n")
        .containsPattern("ARG CUDA=\\S+@sha256:[0-9a-f]{64}\n");
  }

  @Test
  void nothingIsDownloadedOrRunAsRootAtAStart() {
    for (String target :
        List.of("ranker", "curation", "trainer", "refiner", "trainer-cuda", "refiner-cuda")) {
      String stage = FILE.substring(FILE.indexOf(" AS " + target + "\n"));
      int next = stage.indexOf("\nFROM ");
      assertThat(next < 0 ? stage : stage.substring(0, next)).contains("USER 10001");
    }
    assertThat(FILE.split("DJL_OFFLINE=true", -1)).hasSizeGreaterThanOrEqualTo(4);
    assertThat(FILE).contains("check-libraries.sh /opt/pytorch").contains("EngineCheck.java");
  }
}
