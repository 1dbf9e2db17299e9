package io.wood.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wood.contracts.artifact.ArtifactPlace;
import io.wood.contracts.artifact.Buckets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the users of the object store to what the services do there. */
class StorePoliciesTest {
  private static final Pattern CONSTANT = Pattern.compile("Buckets\\.([A-Z]+)\\b");
  private static final Pattern WRITTEN =
      Pattern.compile("\\.(?:put|putIfAbsent|replace)\\(\\s*Buckets\\.([A-Z]+)\\b");
  private static final List<String> ACTIONS =
      List.of(
          "s3:ListBucket",
          "s3:GetBucketLocation",
          "s3:GetObject",
          "s3:PutObject",
          "s3:DeleteObject",
          "s3:AbortMultipartUpload",
          "s3:ListMultipartUploadParts");

  @ParameterizedTest
  @ValueSource(strings = {"ranker", "curation", "trainer", "refiner"})
  void aServiceReachesEveryBucketThatItsCodeNames(String service) {
    assertThat(buckets(service, "s3:GetObject")).containsAll(named(service, CONSTANT));
    assertThat(buckets(service, "s3:PutObject")).containsAll(named(service, WRITTEN));
  }

  /** What an event may refer to, its reader can read: it would wait for anything else for ever. */
  @ParameterizedTest
  @CsvSource({
    "ranker,CANDIDATE",
    "ranker,WEIGHTS",
    "curation,CANDIDATE",
    "curation,OVERLAY",
    "curation,EXPERIMENT_MANIFEST",
    "trainer,CANDIDATE",
    "trainer,DATASET",
    "trainer,LABELLED_IMAGE",
    "trainer,WEIGHTS",
    "trainer,CHECKPOINT",
    "refiner,CANDIDATE",
    "refiner,DATASET",
    "refiner,LABELLED_IMAGE",
    "refiner,TRUTH",
    "refiner,EXPERIMENT_MANIFEST",
    "refiner,WEIGHTS",
    "refiner,CHECKPOINT",
    "refiner,STAGE_OUTPUT",
    "refiner,REFINEMENT_OUTPUT"
  })
  void aServiceReachesEveryPlaceThatItsEventsMayName(String service, ArtifactPlace place) {
    List<String> readable =
        resources(service, "s3:GetObject").stream().map(r -> r.replace("*", "")).toList();

    assertThat(place.prefixes())
        .allSatisfy(prefix -> assertThat(readable).as(prefix).anyMatch(prefix::startsWith));
  }

  private static Set<String> named(String service, Pattern pattern) {
    TreeSet<String> named = new TreeSet<>();
    for (String source : SourceFiles.java(Path.of("..", service + "-service", "src", "main"))) {
      pattern
          .matcher(source)
          .results()
          .map(constant -> constant.group(1))
          .filter(constant -> !constant.equals("ALL"))
          .forEach(constant -> named.add(constant.toLowerCase(Locale.ROOT)));
    }
    return named;
  }

  private static List<String> buckets(String user, String action) {
    return resources(user, action).stream().map(r -> r.replaceAll("/.*", "")).toList();
  }

  /** Readiness looks for all of them. */
  @ParameterizedTest
  @ValueSource(strings = {"ranker", "curation", "trainer", "refiner", "operator"})
  void everyUserSeesThatTheBucketsExist(String user) {
    assertThat(resources(user, "s3:ListBucket")).containsExactlyElementsOf(Buckets.ALL);
  }

  @Test
  void theTrainerCannotReadGroundTruth() {
    assertThat(resources("trainer", "s3:GetObject"))
        .doesNotContain("datasets/*", "*")
        .noneMatch(resource -> resource.contains("truth"));
    assertThat(resources("refiner", "s3:GetObject")).contains("datasets/*");
  }

  @Test
  void whatIsWrittenIsWrittenByOneServiceOrByItsTools() {
    assertThat(writers("datasets/*")).containsExactly("operator");
    assertThat(writers("experiments/*")).containsExactly("trainer");
    assertThat(writers("outputs/*")).containsExactly("refiner");
    assertThat(resources("curation", "s3:PutObject")).isEmpty();
    assertThat(resources("ranker", "s3:PutObject"))
        .containsExactly("models/choices/*", "candidates/*");
    assertThat(resources("publisher", "s3:PutObject")).containsExactly("candidates/images/*");
  }

  /** The Job creates exactly the users that have a policy, from secrets of their own. */
  @Test
  void theJobCreatesAUserForEveryPolicy() {
    JsonNode pod = Manifests.ofKind(Manifests.sources(), "Job").get(0).at("/spec/template/spec");
    String script = pod.at("/containers/0/command/2").asText();
    assertThat(script).contains("for user in " + String.join(" ", users()) + "; do");
    List<String> secrets = new ArrayList<>();
    Manifests.mounted(pod, "/keys")
        .findValues("secret")
        .forEach(secret -> secrets.add(secret.get("name").asText()));
    assertThat(secrets)
        .containsExactlyElementsOf(users().stream().map(user -> user + "-store").toList());
  }

  @Test
  void theScriptCreatesTheSecretOfEveryUserAtRandom() {
    String script = SourceFiles.text(Manifests.ROOT.resolve("secrets.sh"));
    assertThat(script).contains("for user in " + String.join(" ", users()) + "; do");
    assertThat(script).contains("/dev/urandom").contains("create store-root");
  }

  private static List<String> writers(String resource) {
    return users().stream()
        .filter(user -> resources(user, "s3:PutObject").contains(resource))
        .toList();
  }

  private static List<String> users() {
    List<String> users = new ArrayList<>();
    policies().fieldNames().forEachRemaining(name -> users.add(name.replace(".json", "")));
    return users;
  }

  private static List<String> resources(String user, String action) {
    List<String> found = new ArrayList<>();
    JsonNode policy;
    try {
      policy = new ObjectMapper().readTree(policies().get(user + ".json").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(policy.get("Version").asText()).isEqualTo("2012-10-17");
    for (JsonNode statement : policy.get("Statement")) {
      List<String> actions = new ArrayList<>();
      statement.get("Action").forEach(each -> actions.add(each.asText()));
      assertThat(ACTIONS).containsAll(actions);
      assertThat(statement.get("Effect").asText()).isEqualTo("Allow");
      if (actions.contains(action)) {
        statement
            .get("Resource")
            .forEach(resource -> found.add(resource.asText().replace("arn:aws:s3:::", "")));
      }
    }
    return found;
  }

  private static JsonNode policies() {
    return Stream.of(Manifests.ofKind(Manifests.sources(), "ConfigMap"))
        .flatMap(List::stream)
        .filter(map -> map.at("/metadata/name").asText().equals("store-policies"))
        .findFirst()
        .orElseThrow()
        .get("data");
  }
}
