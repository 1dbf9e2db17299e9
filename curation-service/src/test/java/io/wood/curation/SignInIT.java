package io.wood.curation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.wood.contracts.event.CandidateRanked;
import io.wood.curation.page.Browser;
import io.wood.kit.SignInResource;
import io.wood.kit.WoodTestResource;
import io.wood.kit.event.EventPublisher;
import io.wood.store.ArtifactStore;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service where people sign in, by real tokens of a provider of the test's own. */
@QuarkusTest
@QuarkusTestResource(WoodTestResource.class)
@QuarkusTestResource(value = SignInResource.class, restrictToAnnotatedClass = true)
@TestProfile(SignInIT.TwoOpinions.class)
class SignInIT {
  private static final int CANDIDATES = 6;
  private static CandidateRanked[] ranked;

  @Inject EventPublisher publisher;
  @Inject ArtifactStore store;

  @ConfigProperty(name = "quarkus.oidc.auth-server-url")
  String provider;

  @TestHTTPResource("/")
  URI page;

  /** Two people must agree. */
  public static final class TwoOpinions implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("wood.curation.opinions", "2");
    }
  }

  @BeforeEach
  void publishCandidates() {
    if (ranked != null) {
      return;
    }
    SamplePictures pictures = new SamplePictures(store);
    ranked = new CandidateRanked[CANDIDATES];
    for (int i = 0; i < CANDIDATES; i++) {
      ranked[i] = pictures.candidate(i);
      publisher.publish(ranked[i]);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                as("vera", "viewer").get("/api/statistics").jsonPath().getInt("candidates")
                    == CANDIDATES);
  }

  @Test
  void requestsWithoutSignInAreRejected() {
    for (String path :
        List.of("/api/candidates", "/api/session", "/api/export.csv", "/api/openapi")) {
      given()
          .get(path)
          .then()
          .statusCode(401)
          .contentType("application/problem+json")
          .body("status", equalTo(401));
    }
    given().contentType(ContentType.JSON).body("{}").post("/api/decisions").then().statusCode(401);
    given().auth().oauth2("not.a.token").get("/api/candidates").then().statusCode(401);
    given()
        .redirects()
        .follow(false)
        .get("/")
        .then()
        .statusCode(302)
        .header("Location", startsWith(provider + "/sign-in"));
    given().get("/q/health/ready").then().statusCode(200);
  }

  @Test
  void viewersReadReviewersDecideOperatorsImportAndExport() {
    String body = decision(0, "APPROVED", "");
    as("vera", "viewer").get("/api/candidates").then().statusCode(200);
    as("vera", "viewer")
        .get("/api/session")
        .then()
        .body("signIn", equalTo(true))
        .body("name", equalTo("vera"))
        .body("opinions", equalTo(2))
        .body("roles", equalTo(List.of("VIEWER")));
    as("vera", "viewer")
        .body(body)
        .post("/api/decisions")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("detail", containsString("needs the role reviewer"));
    as("rita", "reviewer").body(body).post("/api/decisions").then().statusCode(200);
    as("rita", "reviewer").get("/api/export.csv").then().statusCode(403);
    as("rita", "reviewer")
        .contentType("text/csv")
        .body("image,verdict\n")
        .post("/api/import")
        .then()
        .statusCode(403);
    as("olga", "operator").get("/api/export.csv").then().statusCode(200);
    as("olga", "operator")
        .get("/api/session")
        .then()
        .body("roles", containsInAnyOrder("VIEWER", "PUBLISHER", "REVIEWER", "OPERATOR"));
    as("nora", "gardener").get("/api/candidates").then().statusCode(403);
  }

  @Test
  void noSpellingOfAPathAvoidsARole() {
    for (String path : List.of("/api/export.csv;x", "/api;x/export.csv", "/api/export.csv;x=/y")) {
      as("rita", "reviewer").urlEncodingEnabled(false).get(path).then().statusCode(403);
    }
    as("rita", "reviewer")
        .urlEncodingEnabled(false)
        .contentType("text/csv")
        .body("image,verdict\n")
        .post("/api/import;x")
        .then()
        .statusCode(403);
    as("vera", "viewer").get("/api/dead-letters").then().statusCode(403);
    as("olga", "operator").get("/api/dead-letters").then().statusCode(200);
  }

  @Test
  void publishersAskForTheirCandidatesAndDoNothingElse() {
    String status = "/api/candidates/" + ranked[0].image() + "/status";
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> as("paul", "publisher").get(status).then().statusCode(200));
    as("paul", "publisher")
        .body("{\"images\": [\"%s\"]}".formatted(ranked[0].image()))
        .post("/api/candidates/status")
        .then()
        .statusCode(200);
    as("vera", "viewer").get(status).then().statusCode(200);
    as("vera", "viewer")
        .body("{\"images\": [\"%s\"]}".formatted(ranked[0].image()))
        .post("/api/candidates/status")
        .then()
        .statusCode(200);
    for (String path :
        List.of("/api/candidates", "/api/candidates/" + ranked[0].image(), "/api/statistics")) {
      as("paul", "publisher").get(path).then().statusCode(403);
    }
    as("paul", "publisher")
        .body(decision(0, "APPROVED", ""))
        .post("/api/decisions")
        .then()
        .statusCode(403);
  }

  @Test
  void aDecisionCarriesTheSignedInNameWhateverTheRequestSays() {
    as("rita", "reviewer")
        .body(decision(1, "APPROVED", "\"reviewer\":\"bob\","))
        .post("/api/decisions")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("detail", containsString("bob"));
    as("rita", "reviewer")
        .body(decision(1, "APPROVED", ""))
        .post("/api/decisions")
        .then()
        .statusCode(200);
    as("rita", "reviewer")
        .get("/api/candidates/" + ranked[1].image() + "/history")
        .then()
        .body("reviewer[-1]", equalTo("rita"))
        .body("reviewer", not(hasItem("bob")))
        .body("quorum[-1]", equalTo(2));
  }

  @Test
  void anImportNamesItsImporter() {
    String csv =
        "image,verdict,reviewer\n%s,prune,rita\n%s,prune,\n"
            .formatted(ranked[2].image(), ranked[3].image());
    as("olga", "operator")
        .contentType("text/csv")
        .body(csv)
        .post("/api/import")
        .then()
        .statusCode(200)
        .body("recorded", equalTo(2));
    as("olga", "operator")
        .get("/api/candidates/" + ranked[2].image() + "/history")
        .then()
        .body("reviewer[-1]", equalTo("rita (imported by olga)"));
    as("olga", "operator")
        .get("/api/candidates/" + ranked[3].image() + "/history")
        .then()
        .body("reviewer[-1]", equalTo("olga"));
  }

  @Test
  void otherSitesCannotUseTheSessionOfTheBrowser() {
    as("rita", "reviewer")
        .header("Sec-Fetch-Site", "cross-site")
        .body(decision(4, "APPROVED", ""))
        .post("/api/decisions")
        .then()
        .statusCode(403)
        .body("detail", containsString("another site"));
  }

  @Test
  void twoReviewersSignInAndAgreeInTheBrowser() {
    // Given
    String image = ranked[5].image();
    try (Browser browser = Browser.open()) {
      // When: ann signs in, finds her name there and approves everything
      signIn(browser, "ann", "reviewer");
      browser.waitForCards(3);
      assertThat(browser.text("#reviewer")).isEqualTo("ann");
      assertThat(browser.one("#who").isDisplayed()).isFalse();
      assertThat(browser.one("#files").isDisplayed()).isFalse();
      browser.picture("signed-in");
      int cards = browser.all(".card-tile[data-image]").size();
      for (int i = 0; i < cards; i++) {
        browser.press("a");
      }
      browser.waitUntilSaved();
      browser.waitFor(
          "her opinions", () -> browser.text(".card-tile .status").contains("approved by you"));
      browser.picture("second-opinion");

      // Then: nothing is left for her after a reload, and the image is not approved
      browser.reload();
      browser.waitFor("nothing left", () -> browser.one("#state").isDisplayed());
      assertThat(browser.complaints()).isEmpty();
    }
    as("vera", "viewer")
        .get("/api/candidates/" + image)
        .then()
        .body("status", equalTo("AWAITING"))
        .body("votes.approved", equalTo(1));

    // When: bob sees it without ann's opinion, and agrees
    try (Browser browser = Browser.open()) {
      signIn(browser, "bob", "reviewer");
      browser.waitFor("the card", () -> !browser.all("[data-image='" + image + "']").isEmpty());
      browser.one("[data-image='" + image + "']").click();
      browser.press("a");
      browser.waitUntilSaved();
    }

    // Then
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                as("vera", "viewer")
                    .get("/api/candidates/" + image)
                    .then()
                    .body("status", equalTo("APPROVED")));
  }

  @Test
  void aViewerCanReadButNotDecideInTheBrowser() {
    try (Browser browser = Browser.open()) {
      signIn(browser, "vera", "viewer");
      browser.waitForCards(1);
      assertThat(browser.one("[data-action=approve]").isEnabled()).isFalse();
      browser.press("a");
      browser.waitFor("the reason", () -> browser.text("#notices").contains("reviewer role"));
      assertThat(browser.one("#unsaved").isDisplayed()).isFalse();
      browser.picture("viewer");
    }
  }

  private void signIn(Browser browser, String name, String roles) {
    browser.go(page);
    browser.waitFor("the sign-in", () -> browser.one("input[name=name]").isDisplayed());
    browser.one("input[name=name]").sendKeys(name);
    browser.one("input[name=roles]").sendKeys(roles);
    browser.one("button").click();
    browser.waitFor("the page", () -> !browser.text("#reviewer").isEmpty());
  }

  private RequestSpecification as(String name, String roles) {
    String token = given().get(provider + "/bearer?name=" + name + "&roles=" + roles).asString();
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  private static String decision(int image, String verdict, String more) {
    return "{%s\"decisions\":[{\"image\":\"%s\",\"verdict\":\"%s\"}]}"
        .formatted(more, ranked[image].image(), verdict);
  }
}
