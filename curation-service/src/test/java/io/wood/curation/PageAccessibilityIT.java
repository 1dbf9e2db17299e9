package io.wood.curation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.wood.kit.EventPublisher;
import io.wood.kit.WoodTestResource;
import io.wood.store.ArtifactStore;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page for people who use no mouse, or no eyes, or a small screen. */
@QuarkusTest
@QuarkusTestResource(WoodTestResource.class)
class PageAccessibilityIT {
  private static final int FIRST = 1000;
  private static final int CANDIDATES = 70;
  private static final Set<String> NAMED =
      Set.of(
          "button",
          "link",
          "textbox",
          "combobox",
          "checkbox",
          "spinbutton",
          "option",
          "listbox",
          "dialog",
          "group",
          "progressbar",
          "main",
          "complementary");
  private static boolean published;

  @Inject EventPublisher publisher;
  @Inject ArtifactStore store;

  @TestHTTPResource("/")
  URI page;

  private Browser browser;

  @BeforeEach
  void openThePage() {
    browser = Browser.open();
    if (!published) {
      SamplePictures pictures = new SamplePictures(store);
      for (int i = 0; i < CANDIDATES; i++) {
        publisher.publish(pictures.candidate(FIRST + i));
      }
      published = true;
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> given().get("/api/statistics").jsonPath().getLong("candidates") >= CANDIDATES);
    browser.go(page);
    browser.waitFor("the question for a name", () -> browser.one("#who").isDisplayed());
  }

  @AfterEach
  void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void everythingIsReachedByTabAndShowsThatItHasTheFocus() {
    start();
    browser.run("document.querySelector('.brand').focus();");
    List<String> reached = new ArrayList<>();
    browser.pressWithShift(Keys.TAB, 1);
    for (int i = 0; i < 60; i++) {
      reached.add(String.valueOf(browser.run(FOCUSED)));
      browser.press(Keys.TAB);
    }

    assertThat(reached)
        .contains(
            "skip-link",
            "view-grid",
            "view-one",
            "reviewer",
            "help-open",
            "status OPEN",
            "class",
            "min-score",
            "max-score",
            "conflict",
            "mixed",
            "reset",
            "import",
            "card",
            "action approve",
            "action prune",
            "action overlay");
    assertThat(reached).noneMatch(place -> place.endsWith(" unseen"));

    // And the skip link leads over the filters to the candidates
    browser.run("document.querySelector('.skip-link').focus();");
    browser.press(Keys.ENTER, Keys.TAB);
    assertThat(browser.run(FOCUSED)).isEqualTo("card");
  }

  /** Where the focus is; "unseen" when nothing shows it. */
  private static final String FOCUSED =
      """
      const at = document.activeElement;
      const style = getComputedStyle(at);
      const name = at.matches('.card-tile') ? 'card'
        : at.matches('.class-line') ? 'class'
        : at.dataset.action ? 'action ' + at.dataset.action
        : at.dataset.status ? 'status ' + at.dataset.status
        : at.id || at.className || at.tagName;
      const box = at.closest('.file') ?? at;
      const marked = ['outlineStyle', 'boxShadow'].some((p) => getComputedStyle(box)[p] !== 'none');
      return marked || at === document.body || at.id === 'grid' ? name : name + ' unseen';
      """;

  @Test
  void everyControlHasANameThatAScreenReaderSays() {
    assertThat(nameless()).isEmpty();
    start();
    assertThat(nameless()).isEmpty();
    browser.press("g");
    browser.waitFor("the image", () -> browser.one(".frame img").isDisplayed());
    assertThat(nameless()).isEmpty();
    browser.press("?");
    browser.waitFor("the help", () -> browser.one("#help").isDisplayed());
    assertThat(nameless()).isEmpty();
  }

  @Test
  void everyTextHasEnoughContrastInLightAndInDark() {
    start();
    browser.press("a", "p");
    browser.waitFor(
        "two decided cards", () -> browser.all(".card-tile:not([data-status=OPEN])").size() >= 2);
    for (String theme : List.of("light", "dark")) {
      browser.run("document.documentElement.dataset.theme = '" + theme + "';");
      assertThat(contrast()).as(theme + ", grid").isEqualTo(List.of());
      browser.picture("grid-" + theme);
      browser.press("g");
      browser.waitFor("the image", () -> browser.one(".frame img").isDisplayed());
      assertThat(contrast()).as(theme + ", one image").isEqualTo(List.of());
      browser.picture("one-" + theme);
      browser.press("?");
      browser.waitFor("the help", () -> browser.one("#help").isDisplayed());
      assertThat(contrast()).as(theme + ", help").isEqualTo(List.of());
      browser.press(Keys.ESCAPE, "g");
    }
    browser.press("u", "u");
    browser.waitFor("saved", () -> !browser.one("#unsaved").isDisplayed());
  }

  @Test
  void fitsEveryScreenWithoutScrollingSideways() {
    start();
    for (Map.Entry<Integer, Integer> size : Map.of(390, 844, 1280, 720, 2560, 1440).entrySet()) {
      browser.size(size.getKey(), size.getValue());
      browser.waitFor(
          "no sideways scrolling at " + size.getKey(),
          () ->
              Boolean.TRUE.equals(
                  browser.run(
                      "return document.documentElement.scrollWidth <= innerWidth"
                          + " && document.body.scrollWidth <= innerWidth;")));
      browser.picture("width-" + size.getKey());
    }
  }

  private void start() {
    browser.one("#who-name").sendKeys("Ann");
    browser.one("#who-form button").click();
    browser.waitFor("cards", () -> browser.all(".card-tile[data-image]").size() >= 60);
  }

  private List<String> nameless() {
    return browser.accessible().stream()
        .filter(node -> NAMED.contains(node.role()) && node.name().isBlank())
        .map(Browser.Node::toString)
        .toList();
  }

  private Object contrast() {
    return browser.run(script());
  }

  private static String script() {
    try (InputStream file = PageAccessibilityIT.class.getResourceAsStream("/contrast.js")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
