package io.wood.curation.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.wood.contracts.event.CurationDecided;
import io.wood.curation.SamplePictures;
import io.wood.kit.WoodTestResource;
import io.wood.kit.event.EventPublisher;
import io.wood.kit.event.TopicLog;
import io.wood.store.ArtifactStore;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page in a real browser, used as a reviewer uses it. */
@QuarkusTest
@QuarkusTestResource(WoodTestResource.class)
class PageIT {
  private static final int FIRST = 1000;
  private static final int CANDIDATES = 70;
  private static Browser browser;

  @Inject EventPublisher publisher;
  @Inject ArtifactStore store;
  @Inject TopicLog log;

  @TestHTTPResource("/")
  URI page;

  @BeforeEach
  void openThePage() {
    if (browser == null) {
      browser = Browser.open();
      new SamplePictures(store).publish(publisher, FIRST, CANDIDATES);
    }
    browser.visit(page);
    browser.introduce("Ann <b>", 60);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void reviewsByKeyboardAndFindsEverythingAfterAReload() {
    // Given: live updates are connected
    browser.waitFor("the live connection", () -> browser.text("#connection").equals("live"));

    // When: approve, prune, approve, skip
    long before = statistic("done");
    long pruned = statistic("pruned") + 1;
    browser.press("a", "p", "a", "s");

    // Then: saved, and the reviewer stands on the fifth card
    browser.waitFor("three saved decisions", () -> statistic("done") == before + 3);
    browser.waitUntilSaved();
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('#grid .card-tile')]"
                    + ".findIndex(card => card.classList.contains('current'))"))
        .isEqualTo(4L);
    browser.picture("grid");

    // When: undo takes the last decision back
    browser.press("u");
    browser.waitFor("two decisions left", () -> statistic("done") == before + 2);

    // When: everything is there after a reload
    browser.reload();
    browser.waitForCards(50);
    browser.waitFor("the live connection", () -> browser.text("#connection").equals("live"));
    browser.waitFor(
        "the pruned ones chosen",
        () -> {
          browser.one("#status [data-status=PRUNED]").click();
          return "true"
              .equals(browser.one("#status [data-status=PRUNED]").getAttribute("aria-pressed"));
        });
    browser.waitFor(
        "the pruned card",
        () -> browser.all(".card-tile[data-image][data-status=PRUNED]").size() == pruned);
    assertThat(browser.text("#reviewer")).isEqualTo("Ann <b>");
    browser.waitFor(
        "who did it",
        () ->
            browser.all(".card-tile .by").stream()
                .anyMatch(card -> card.getText().equals("by Ann <b>")));
    assertThat(browser.complaints()).isEmpty();

    // When: W withdraws an older decision
    browser.press("w");
    browser.waitFor("one decision left", () -> statistic("done") == before + 1);
  }

  @Test
  void filtersAndDecidesInBulk() {
    // Given: one class only
    browser.waitFor("the classes", () -> browser.all("#classes .class-line").size() > 2);
    browser.all("#classes .class-line").get(1).click();
    String name = browser.all("#classes .class-line .name").get(1).getText();
    browser.waitFor(
        "cards of " + name,
        () ->
            !browser.all(".card-tile[data-image]").isEmpty()
                && browser.all(".card-tile .caption .name").stream()
                    .allMatch(card -> card.getText().equals(name)));
    long before = statistic("pruned");

    // When: a range is selected with shift and pruned at once
    browser.pressWithShift(Keys.ARROW_RIGHT, 3);
    browser.waitFor("four selected", () -> browser.text("#selection").equals("4 selected"));
    browser.picture("selection");
    browser.press("p");

    // Then
    browser.waitFor("four pruned", () -> statistic("pruned") == before + 4);

    // When: the whole bulk is undone at once
    browser.press("u");
    browser.waitFor("none pruned", () -> statistic("pruned") == before);
  }

  @Test
  void looksAtOneImageWithItsOverlay() {
    // When
    browser.press("g", " ");

    // Then
    browser.waitFor("the image", () -> browser.one(".frame img").isDisplayed());
    browser.waitFor(
        "the overlay",
        () -> browser.one(".frame img").getAttribute("src").contains("/api/overlays/"));
    browser.waitFor(
        "its pixels",
        () ->
            Boolean.TRUE.equals(
                browser.run("return document.querySelector('.frame img').naturalWidth > 0")));
    browser.picture("one");

    // When: a class is seen, the image is pruned
    long before = statistic("pruned");
    browser.press("2", "p");

    // Then
    browser.waitFor("pruned", () -> statistic("pruned") == before + 1);
    assertThat(given().get("/api/export.csv").asString()).contains("Ann <b>").contains(",boat,");
    browser.press("?");
    browser.waitFor("the help", () -> browser.one("#help").isDisplayed());
    browser.picture("help");
    browser.press(Keys.ESCAPE);
    browser.press("u");
    browser.waitFor("undone", () -> statistic("pruned") == before);
  }

  @Test
  void keepsDecisionsWhileTheServiceIsOutOfReach() {
    // Given
    long before = statistic("done");
    browser.offline(true);

    // When
    browser.press("a", "p", "a");

    // Then: nothing is lost, and a notice says so
    browser.waitFor("three unsaved", () -> browser.text("#unsaved").equals("3 unsaved"));
    browser.waitFor("the notice", () -> browser.text("#notices").contains("not saved yet"));
    browser.picture("unsaved");
    assertThat(statistic("done")).isEqualTo(before);

    // When
    browser.offline(false);

    // Then
    browser.waitFor("saved in the end", () -> statistic("done") == before + 3);
    browser.waitUntilSaved();
    browser.press("u", "u", "u");
    browser.waitFor("undone", () -> statistic("done") == before);
  }

  @Test
  void savesEveryDecisionAtFullSpeed() {
    // When: thirty decisions as fast as keys can be pressed
    Set<String> earlier = Set.copyOf(logged());
    long before = statistic("done");
    for (int i = 0; i < 30; i++) {
      browser.press(i % 2 == 0 ? "a" : "p");
    }
    browser.waitFor("thirty saved decisions", () -> statistic("done") == before + 30);
    browser.waitUntilSaved();

    // Then: each is in the log once, and in the view
    List<String> made = logged();
    made.removeAll(earlier);
    assertThat(made).hasSize(30).doesNotHaveDuplicates();
    assertThat(given().get("/api/export.csv").asString()).contains(made);
    for (int i = 0; i < 30; i++) {
      browser.press("u");
    }
    browser.waitFor("all undone", () -> statistic("done") == before);
  }

  /** Ids of all decisions in the log, repeated if logged more than once. */
  private List<String> logged() {
    List<String> decisions = new ArrayList<>();
    log.read(CurationDecided.class, Map.of(), decision -> decisions.add(decision.decision()));
    return decisions;
  }

  private static long statistic(String name) {
    return given().get("/api/statistics").jsonPath().getLong(name);
  }
}
