package io.wood.curation.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.wood.contracts.event.CandidateRanked;
import io.wood.curation.SamplePictures;
import io.wood.curation.Samples;
import io.wood.kit.WoodTestResource;
import io.wood.kit.event.EventPublisher;
import io.wood.store.ArtifactStore;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** What the page shows when it has nothing to show, after a failure, and for an address. */
@QuarkusTest
@QuarkusTestResource(WoodTestResource.class)
class PageStatesIT {
  /** No other candidate of these tests has this score. */
  private static final CandidateRanked GONE = Samples.ranked(78, .4321, "base", Samples.NOON);

  private static final String ONLY_GONE = "?minScore=0.432&maxScore=0.433";
  private static final int FIRST = 3000;
  private static final int SLOW_MILLIS = 300_000;
  private static Browser browser;

  @Inject EventPublisher publisher;
  @Inject ArtifactStore store;

  @TestHTTPResource("/")
  URI page;

  @BeforeEach
  void openThePage() {
    if (browser == null) {
      browser = Browser.open();
      publisher.publish(GONE);
      new SamplePictures(store).publish(publisher, FIRST, 4);
      SamplePictures.awaitShown(GONE.image());
    }
    browser.visit(page);
    browser.introduce("Ann", 1);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void aPictureMissingFromTheStoreIsShownAsMissingAndCanStillBeDecided() {
    browser.go(page.resolve(ONLY_GONE));
    browser.waitFor("the lost card", () -> browser.one(".card-tile.lost").isDisplayed());
    browser.picture("state-lost-card");
    browser.press("g");
    browser.waitFor("the words", () -> browser.one(".lost-text").isDisplayed());
    assertThat(browser.text(".lost-text")).contains("gone from the store");
    browser.picture("state-lost");

    browser.press("p");

    browser.waitFor("saved", () -> status(GONE).equals("PRUNED"));
    browser.press("u");
    browser.waitFor("undone", () -> status(GONE).equals("OPEN"));
  }

  @Test
  void waitingEmptyAndBrokenLookDifferent() {
    // Nothing matches
    browser.go(page.resolve("?minScore=0.1&maxScore=0.11"));
    browser.waitFor("empty", () -> browser.text("#state").contains("Nothing matches"));
    browser.picture("state-empty");
    assertThat(
            browser.run("document.querySelector('#state button').click(); return location.search"))
        .as("the address changes together with the filter")
        .isEqualTo("");
    browser.waitForCards(1);

    // A service that does not answer with candidates
    browser.block("*/api/candidates*");
    browser.reload();
    browser.waitFor("broken", () -> browser.text("#state").contains("Cannot load the candidates"));
    browser.picture("state-error");
    browser.block();
    browser.one("#state button").click();
    browser.waitForCards(1);

    // A slow network: slower than any machine that runs this test
    browser.network(false, SLOW_MILLIS);
    browser.press("r");
    browser.waitFor("skeletons", () -> browser.one(".card-tile.skeleton").isDisplayed());
    browser.picture("state-loading");
    browser.network(false, 0);
    browser.press("r");
    browser.waitForCards(1);
  }

  @Test
  void aReviewerLearnsOfAnotherDecisionOnTheSameImageAndFindsTheImageAgain() {
    // Given: Ann is offline, Bob is not
    String image = browser.one(".card-tile.current").getAttribute("data-image");
    browser.network(true, 0);
    browser.press("a");
    browser.waitFor("unsaved", () -> browser.text("#unsaved").equals("1 unsaved"));
    given()
        .contentType(ContentType.JSON)
        .body(
            "{\"reviewer\":\"Bob\",\"decisions\":[{\"image\":\"%s\",\"verdict\":\"PRUNED\"}]}"
                .formatted(image))
        .post("/api/decisions")
        .then()
        .statusCode(200);

    // When
    browser.network(false, 0);

    // Then: both are recorded, the later one counts, and the page says so
    browser.waitFor(
        "the notice", () -> browser.text("#notices").contains("decided one of these images"));
    browser.picture("state-conflict");
    assertThat(given().get("/api/candidates/" + image + "/history").jsonPath().getList("reviewer"))
        .endsWith("Bob", "Ann");
    browser.one("#conflict").click();
    browser.waitFor("the image", () -> browser.one("[data-image='" + image + "']").isDisplayed());
    assertThat(browser.text("[data-image='" + image + "']")).contains("disagreement");

    // And another look settles it
    browser.one("[data-image='" + image + "']").click();
    browser.press("p");
    browser.waitFor(
        "settled",
        () -> !given().get("/api/candidates/" + image).jsonPath().getBoolean("conflict"));
  }

  @Test
  void anAddressOfAnotherServiceShowsTheCandidateEvenWhereTheListDoesNotHoldIt() {
    browser.go(page.resolve("?status=ALL&view=one&minScore=0.99#" + GONE.image()));

    browser.waitFor("the candidate", () -> browser.text(".details h2").contains("43.2 %"));
    assertThat(browser.run("return location.hash")).isEqualTo("#" + GONE.image());
  }

  @Test
  void theHeaderLinksTheStartPageAndAllServices() {
    browser.waitFor(
        "the links",
        () -> browser.all("nav.services a").stream().allMatch(a -> a.getAttribute("href") != null));

    assertThat(browser.all("nav.services a"))
        .extracting(WebElement::getText)
        .containsExactly("Ranker", "Curation", "Trainer", "Refiner");
    assertThat(browser.all("nav.services a").get(3).getAttribute("href")).endsWith(":8084/");
    browser.one(".brand").click();
    browser.waitFor(
        "the counts",
        () ->
            browser.all(".counts .value").stream()
                .anyMatch(value -> value.getText().matches("[1-9]\\d*")));
    browser.picture("start");
    assertThat(browser.complaints()).allMatch(line -> line.contains(GONE.image()));
  }

  private static String status(CandidateRanked candidate) {
    return given().get("/api/candidates/" + candidate.image()).jsonPath().getString("status");
  }
}
