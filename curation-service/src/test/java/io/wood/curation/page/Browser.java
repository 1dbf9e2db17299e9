package io.wood.curation.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium, when one is installed. */
public final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  public static Browser open() {
    assumeTrue(
        Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
        "the page is not tested: " + CHROMIUM + " and " + DRIVER + " are not both installed");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1440,900");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(DRIVER.toString()))
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  /** Opens the page as a first visit: without stored data. */
  public void visit(URI page) {
    driver.get("about:blank");
    offline(false);
    block();
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    driver.executeCdpCommand(
        "Storage.clearDataForOrigin",
        Map.of("origin", "http://" + page.getAuthority(), "storageTypes", "all"));
    complaints();
    go(page);
    waitFor("the question for a name", () -> one("#who").isDisplayed());
  }

  /** Enters the name and waits for this number of cards. */
  public void introduce(String name, int cards) {
    one("#who-name").sendKeys(name);
    one("#who-form button").click();
    waitForCards(cards);
  }

  public void waitForCards(int min) {
    waitFor(min + " cards", () -> all(".card-tile[data-image]").size() >= min);
  }

  public void waitUntilSaved() {
    waitFor("nothing unsaved", () -> !one("#unsaved").isDisplayed());
  }

  public void go(URI address) {
    driver.get(address.toString());
  }

  public void reload() {
    driver.navigate().refresh();
  }

  /** Types into the element that has the focus. */
  public void press(CharSequence... keys) {
    for (CharSequence key : keys) {
      new Actions(driver).sendKeys(key).perform();
    }
  }

  void pressWithShift(Keys key, int times) {
    Actions actions = new Actions(driver).keyDown(Keys.SHIFT);
    for (int i = 0; i < times; i++) {
      actions.sendKeys(key);
    }
    actions.keyUp(Keys.SHIFT).perform();
  }

  public WebElement one(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  public List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  public String text(String css) {
    return one(css).getText();
  }

  public Object run(String script) {
    return driver.executeScript(script);
  }

  public void waitFor(String what, java.util.function.BooleanSupplier condition) {
    new WebDriverWait(driver, TIMEOUT, Duration.ofMillis(50))
        .withMessage(what)
        .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
        .ignoring(org.openqa.selenium.NoSuchElementException.class)
        .until(ignored -> condition.getAsBoolean());
  }

  void offline(boolean offline) {
    network(offline, 0);
  }

  /**
   * Sets the network between browser and service.
   *
   * @param latency milliseconds
   */
  void network(boolean offline, int latency) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of(
            "offline",
            offline,
            "latency",
            latency,
            "downloadThroughput",
            -1,
            "uploadThroughput",
            -1));
  }

  /**
   * An element as a screen reader gets it.
   *
   * @param role such as button
   * @param name its accessible name
   */
  record Node(String role, String name) {}

  /** Every element that a screen reader gets. */
  List<Node> accessible() {
    List<?> nodes =
        (List<?>) driver.executeCdpCommand("Accessibility.getFullAXTree", Map.of()).get("nodes");
    return nodes.stream()
        .map(Map.class::cast)
        .filter(node -> !Boolean.TRUE.equals(node.get("ignored")))
        .map(node -> new Node(value(node.get("role")), value(node.get("name"))))
        .toList();
  }

  private static String value(Object property) {
    return property instanceof Map<?, ?> map && map.get("value") != null
        ? map.get("value").toString()
        : "";
  }

  /** Blocks requests to these addresses; without addresses, unblocks all. */
  void block(String... addresses) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(addresses)));
  }

  /** The size of the page itself, down to that of a phone. */
  void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Errors that the browser logged, such as violations of the security policy. */
  public List<String> complaints() {
    return driver.manage().logs().get("browser").getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= java.util.logging.Level.SEVERE.intValue())
        .map(entry -> entry.getMessage())
        .toList();
  }

  public void picture(String name) {
    try {
      Path file = Path.of("target", "screenshots", name + ".png");
      Files.createDirectories(file.getParent());
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
