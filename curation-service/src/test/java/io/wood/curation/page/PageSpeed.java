package io.wood.curation.page;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Plays a reviewer at full speed on the page of a running service and prints what a reviewer feels:
 * {@code PageSpeed http://localhost:8082 DECISIONS}. It approves and prunes for real and takes it
 * all back at the end. Run by hand; nothing else may decide meanwhile.
 */
final class PageSpeed {
  /** Times from a key to the next image on the screen: two frames after its pixels are there. */
  private static final String WATCH =
      """
      window.shown = [];
      addEventListener("keydown", () => {
        const pressed = performance.now();
        const before = document.querySelector(".frame img")?.src;
        const look = () => {
          const image = document.querySelector(".frame img");
          if (image && image.src !== before && image.complete && image.naturalWidth > 0) {
            requestAnimationFrame(() => shown.push(performance.now() - pressed));
          } else {
            requestAnimationFrame(look);
          }
        };
        requestAnimationFrame(look);
      }, true);
      """;

  private PageSpeed() {}

  public static void main(String[] arguments) {
    int decisions = Integer.parseInt(arguments[1]);
    try (Browser browser = Browser.open()) {
      browser.visit(URI.create(arguments[0]));
      browser.introduce("speed", 9);
      browser.press("g");
      browser.waitFor("the image", () -> browser.one(".frame img").isDisplayed());
      browser.run(WATCH);
      long start = System.nanoTime();
      for (int i = 0; i < decisions; i++) {
        int pressed = i + 1;
        browser.press(i % 2 == 0 ? "a" : "p");
        browser.waitFor("the next image", () -> shown(browser).size() >= pressed);
      }
      browser.waitUntilSaved();
      double minutes = (System.nanoTime() - start) / 60e9;
      List<Double> shown = shown(browser).stream().sorted().toList();
      System.out.printf(
          Locale.ROOT,
          "%.0f decisions a minute; next image after %.0f ms (median), %.0f ms (99 %%)%n",
          decisions / minutes,
          shown.get(shown.size() / 2),
          shown.get(shown.size() * 99 / 100));
      for (int i = 0; i < decisions; i++) {
        browser.press("u");
      }
      browser.waitUntilSaved();
    }
  }

  private static List<Double> shown(Browser browser) {
    List<Double> shown = new ArrayList<>();
    ((List<?>) browser.run("return shown"))
        .forEach(millis -> shown.add(((Number) millis).doubleValue()));
    return shown;
  }
}
