package io.wood.curation.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.wood.curation.SamplePictures;
import io.wood.kit.WoodTestResource;
import io.wood.kit.event.EventPublisher;
import io.wood.store.ArtifactStore;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page with a keyboard, a screen reader or a small screen. */
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
  private static Browser browser;

  @Inject EventPublisher publisher;
  @Inject ArtifactStore store;

  @TestHTTPResource("/")
  URI page;

  @BeforeEach
  void openThePage() {
    if (browser == null) {
      browser = Browser.open();
      new SamplePictures(store).publish(publisher, FIRST, CANDIDATES);
    }
    browser.visit(page);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void everythingIsReachedByTabAndShowsThatItHasTheFocus() {
    browser.introduce("Ann", 60);
    browser.run("document.querySelector('.brand').focus();");
    List<String> reached = new ArrayList<>();
    browser.pressWithShift(Keys.TAB, 1);
    for (int i = 0; i < 70; i++) {
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
  void everyControlHasAnAccessibleName() {
    assertThat(nameless()).isEmpty();
    browser.introduce("Ann", 60);
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
    browser.introduce("Ann", 60);
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
    browser.waitUntilSaved();
  }

  @Test
  void fitsEveryScreenWithoutScrollingSideways() {
    browser.introduce("Ann", 60);
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
