package io.wood.refiner;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RunState;
import io.wood.contracts.parameter.Arm;
import io.wood.kit.KafkaProbe;
import io.wood.kit.MonitoredMetrics;
import io.wood.kit.WoodTestResource;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.UnusableImageException;
import io.wood.refiner.report.ResultsManifest;
import io.wood.store.ArtifactStore;
import io.wood.store.Manifests;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The service with a real broker, a real store and real, tiny networks. */
@QuarkusTest
@QuarkusTestResource(value = WoodTestResource.class, restrictToAnnotatedClass = true)
class RefinerIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static KafkaProbe kafka;

  @Inject ArtifactStore store;

  @BeforeAll
  static void connect() {
    kafka = KafkaProbe.ofTest();
  }

  @AfterAll
  static void disconnect() {
    kafka.close();
  }

  @Test
  void refinesWhatAnExperimentAsksForAndNamesTheImageThatCannotBe() throws Exception {
    // Given
    MonitoredMetrics.assertExposed("refiner", given().get("/q/metrics").asString());
    DrawnDataset drawn = new DrawnDataset(store);
    ArtifactRef dataset = drawn.manifest();
    ModelRef model = drawn.model();

    // When
    kafka.publish(
        new ClassifierTrained(
            "tiny", Arm.BASE, model, dataset, dataset, 0, Map.of(), Tiny.SEGMENTED, Instant.now()));

    // Then
    RefinementCompleted completed =
        kafka
            .await(
                RefinementCompleted.class, 1, TIMEOUT, event -> event.refinement().equals("tiny"))
            .get(0);
    assertThat(completed.failed()).isEqualTo(1);
    assertThat(completed.metrics())
        .containsKeys(
            "validation.seed.mIoU", "validation.mask.mIoU", "validation.segmentation.mIoU");

    ResultsManifest results = Manifests.load(store, completed.results(), ResultsManifest.class);
    assertThat(results.images()).hasSize(7);
    for (ResultsManifest.Entry entry : results.images()) {
      if (entry.name().equals("broken")) {
        assertThat(entry.problem()).contains("broken");
        continue;
      }
      assertThat(entry.outputs()).containsKeys("cam.npz", "mask.png", "prediction.png");
      LabelMap mask = LabelMaps.decode(store.get(entry.outputs().get("mask.png")));
      assertThat(mask.width()).isEqualTo(DrawnDataset.WIDTH);
      assertThat(mask.height()).isEqualTo(DrawnDataset.HEIGHT);
    }

    given()
        .get("/api/refinements")
        .then()
        .statusCode(200)
        .body("request.refinement", hasItem("tiny"));
    given()
        .get("/api/refinements/tiny/images?split=validation&sort=worst:mask&limit=1")
        .then()
        .statusCode(200)
        .body("total", equalTo(2))
        .body("rows", hasSize(1))
        .body("rows[0].made", hasItems("image", "truth", "mask.png", "overlay.jpg"));
    given()
        .get("/api/refinements/tiny/report")
        .then()
        .statusCode(200)
        .body("classes", equalTo(List.of("background", "light", "dark")))
        .body("images.name", hasItem("image4"));
    given()
        .get("/api/refinements/tiny/report?images=false")
        .then()
        .statusCode(200)
        .body("figures.keySet()", hasItem("validation.mask"))
        .body("images", hasSize(0));
    given().get("/api/refinements/none/report").then().statusCode(404);
    byte[] zip = given().get("/api/refinements/tiny/export/voc?threshold=0.5").asByteArray();
    assertThat(names(zip))
        .contains("classes.txt", "SegmentationClass/image0.png", "ImageSets/Segmentation/val.txt");
    given()
        .get("/api/refinements/tiny/export/coco")
        .then()
        .statusCode(200)
        .body("categories.name", equalTo(DrawnDataset.CLASSES))
        .body("images", hasSize(6));

    given()
        .get("/api/refinements/tiny/images?failed=true")
        .then()
        .statusCode(200)
        .body("total", equalTo(1))
        .body("rows[0].problem", containsString("broken"));
    given()
        .get("/api/refinements/tiny/report.html")
        .then()
        .statusCode(200)
        .contentType("text/html")
        .body(containsString("oracle"));
    given()
        .get("/api/refinements/tiny/report.csv")
        .then()
        .statusCode(200)
        .body(containsString("threshold,validation.mask,rule,"))
        .body(containsString("image,validation.mask,image4,"));
    String image = results.images().get(5).image();
    LabelMap stored =
        LabelMaps.decode(store.get(results.images().get(5).outputs().get("mask.png")));
    double chosen = results.backgroundThreshold();
    assertThat(mask(image, chosen)).isEqualTo(stored);
    assertThat(mask(image, 1).labels()).containsOnly(0);
    LabelMap prediction =
        LabelMaps.decode(
            given()
                .contentType("image/png")
                .body(ImageEncoder.png(DrawnDataset.noise(31, 17, 4)))
                .post("/api/refinements/tiny/predict")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray());
    assertThat(prediction.width()).isEqualTo(31);
    assertThat(prediction.height()).isEqualTo(17);
    given()
        .contentType("image/png")
        .body("no image".getBytes(StandardCharsets.UTF_8))
        .post("/api/refinements/tiny/predict")
        .then()
        .statusCode(400)
        .body("detail", containsString("the image cannot be used"));

    // The broken image has no CAM, so no mask is requested.
    assertThat(countRefined("tiny", 7 + 6 + 7)).isEqualTo(7 + 6 + 7);
  }

  private static LabelMap mask(String image, double threshold) throws UnusableImageException {
    return LabelMaps.decode(
        given()
            .get("/api/refinements/tiny/images/" + image + "/mask?threshold=" + threshold)
            .then()
            .statusCode(200)
            .extract()
            .asByteArray());
  }

  @Test
  void refusesAModelOfOtherClasses() {
    DrawnDataset drawn = new DrawnDataset(store);
    ModelRef model = drawn.model();
    ModelRef other = new ModelRef("other", model.network(), List.of("cat", "dog"), model.weights());

    kafka.publish(
        new RefinementRequested(
            "mismatch", other, drawn.manifest(), Tiny.SEGMENTED, "test", Instant.now()));

    RefinementProgressed last =
        kafka
            .await(
                RefinementProgressed.class,
                1,
                TIMEOUT,
                event -> event.refinement().equals("mismatch") && event.state().ended())
            .get(0);
    assertThat(last.state()).isEqualTo(RunState.FAILED);
    assertThat(last.message()).contains("[cat, dog]").contains("[light, dark]");
  }

  @Test
  void saysWhatIsWrongWithAnOrder() {
    given()
        .contentType(ContentType.JSON)
        .body("{\"experiment\": \"nobody\"}")
        .post("/api/refinements")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", containsString("no experiment 'nobody'"));
    given().get("/api/refinements/nobody").then().statusCode(404);
  }

  private long countRefined(String refinement, int count) {
    return kafka
        .await(ImageRefined.class, count, TIMEOUT, event -> event.refinement().equals(refinement))
        .stream()
        .distinct()
        .count();
  }

  private static List<String> names(byte[] zip) throws java.io.IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }
}
