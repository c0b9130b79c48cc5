package org.gyre.app.web;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/// Chromium without a window, as a person would use it. Where there is none, tests are skipped, unless the
/// environment variable `GYRE_BROWSER` is `required`.
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final long LOOK_MILLIS = 30;

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static Browser open() {
        Optional<Path> chromium = first("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
        Optional<Path> chromedriver = first("/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver");
        boolean page = PageFiles.built();
        boolean there = chromium.isPresent() && chromedriver.isPresent() && page;
        String missing = page ? "Chromium with its driver is not installed" : "the page was not built: npm is missing";
        if ("required".equals(System.getenv("GYRE_BROWSER"))) {
            Assertions.assertTrue(there, missing);
        }
        Assumptions.assumeTrue(there, missing + ": tests in a browser are skipped");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--window-size=1280,1000");
        File program = chromedriver.orElseThrow().toFile();
        return new Browser(new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(program).build(), options));
    }

    private static Optional<Path> first(String... paths) {
        return Stream.of(paths).map(Path::of).filter(Files::isExecutable).findFirst();
    }

    ChromeDriver driver() {
        return driver;
    }

    void go(String address) {
        driver.get(address);
    }

    String address() {
        return String.valueOf(driver.getCurrentUrl());
    }

    /// The first element, once it is there and shown.
    WebElement find(String css) {
        until(
                css + " is shown",
                () -> driver.findElements(By.cssSelector(css)).stream().anyMatch(WebElement::isDisplayed));
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    WebElement button(String text) {
        By by = By.xpath("//button[normalize-space()='" + text + "']");
        until("a button " + text, () -> !driver.findElements(by).isEmpty());
        return driver.findElement(by);
    }

    String link(String text) {
        return String.valueOf(driver.findElement(By.linkText(text)).getDomProperty("href"));
    }

    /// What the server answers to this browser.
    String get(String address) {
        return String.valueOf(
                runLater("fetch(arguments[0]).then(a => a.text()).then(arguments[arguments.length - 1])", address));
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    boolean shows(String text) {
        return text().contains(text);
    }

    /// The number of a readout.
    String reading(String id) {
        return String.valueOf(find("[data-reading='" + id + "']").getDomAttribute("data-value"));
    }

    @Nullable
    Object run(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    @Nullable
    Object runLater(String script, Object... arguments) {
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        return ((JavascriptExecutor) driver).executeAsyncScript(script, arguments);
    }

    /// Turns a dial to a value, as a hand on a slider does.
    void turn(String key, String value) {
        find("#dial-" + key);
        run(
                "const e = document.getElementById('dial-' + arguments[0]);"
                        + "const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(e), 'value').set;"
                        + "set.call(e, arguments[1]);"
                        + "e.dispatchEvent(new Event('input', {bubbles: true}));"
                        + "e.dispatchEvent(new Event('change', {bubbles: true}));",
                key,
                value);
    }

    void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    }

    void picture(Path file) throws IOException {
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    /// Waits; an element that the page has just replaced is looked for again.
    void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                if (condition.getAsBoolean()) {
                    return;
                }
            } catch (StaleElementReferenceException | NoSuchElementException changing) {
                // Not yet.
            }
            if (System.nanoTime() > end) {
                Assertions.fail("waited in vain until " + what + " at " + address() + ", which shows:\n"
                        + driver.findElement(By.tagName("body")).getText());
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                Assertions.fail("interrupted");
            }
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
