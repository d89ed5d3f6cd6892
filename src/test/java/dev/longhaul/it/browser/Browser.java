package dev.longhaul.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.longhaul.it.client.FirstAdministrator;
import dev.longhaul.launcher.ServerUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A real Chromium with a profile of its own, in front of one server. Without Chromium its test is skipped, except in
 * CI.
 */
public final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int WIDTH = 1_280;

    private final ChromeDriver driver;
    private final ServerUnderTest server;

    private Browser(ChromeDriver driver, ServerUnderTest server) {
        this.driver = driver;
        this.server = server;
    }

    public static Browser withScript(ServerUnderTest server) {
        return open(server, new ChromeOptions());
    }

    public static Browser withoutScript(ServerUnderTest server) {
        ChromeOptions options = new ChromeOptions();
        options.setExperimentalOption("prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
        return open(server, options);
    }

    public static Browser dark(ServerUnderTest server) {
        ChromeOptions options = new ChromeOptions();
        options.addArguments("--force-dark-mode", "--blink-settings=preferredColorScheme=0");
        return open(server, options);
    }

    /** One that takes the certificates that servers under test make for themselves. */
    public static Browser trusting(ServerUnderTest server) {
        ChromeOptions options = new ChromeOptions();
        options.setAcceptInsecureCerts(true);
        return open(server, options);
    }

    private static Browser open(ServerUnderTest server, ChromeOptions options) {
        boolean present = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(present)
                    .as("Chromium and ChromeDriver, which CI must have")
                    .isTrue();
        }
        assumeThat(present)
                .as("%s and %s, without which the page is not tested", CHROMIUM, DRIVER)
                .isTrue();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en",
                "--window-size=" + WIDTH + ",900");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options), server);
    }

    public void signIn() {
        open("imports");
        driver.findElement(By.id("user")).sendKeys(FirstAdministrator.NAME);
        driver.findElement(By.id("password")).sendKeys(FirstAdministrator.passwordOn(server));
        driver.findElement(By.cssSelector("form button[type=submit]")).click();
        see(By.id("upload-form"));
    }

    public void open(String path) {
        driver.get(server.baseUri().resolve(path).toString());
    }

    /** Opens an address of any kind in a tab of its own and waits until its title says so. */
    public void openInNewTab(URI address, String title) {
        driver.switchTo().newWindow(WindowType.TAB);
        driver.get(address.toString());
        patience().until(ExpectedConditions.titleIs(title));
    }

    /** Closes the tab that is open and goes to the first. */
    public void closeTab() {
        driver.close();
        driver.switchTo().window(driver.getWindowHandles().iterator().next());
    }

    /** Goes elsewhere in the same tab. */
    public void navigate(URI address) {
        driver.get(address.toString());
    }

    public void run(String script) {
        driver.executeScript(script);
    }

    /** Loads the page again and again, as a person without script does, until it shows the import in this state. */
    public void reloadUntilState(String state) {
        patience().until(page -> {
            page.navigate().refresh();
            return state.equals(
                    page.findElement(By.cssSelector("section.import")).getDomAttribute("data-state"));
        });
    }

    /** Chooses the file and imports it at once. */
    public void upload(Path file) {
        see(By.id("file")).sendKeys(file.toAbsolutePath().normalize().toString());
        driver.findElement(By.id("import")).click();
    }

    /** Chooses the file and goes on to its columns. */
    public void look(Path file) {
        see(By.id("file")).sendKeys(file.toAbsolutePath().normalize().toString());
        driver.findElement(By.id("look")).click();
        see(By.id("columns-form"));
    }

    /** Chooses the file and goes on to its check. */
    public void check(Path file) {
        look(file);
        click(By.id("check"));
        see(By.id("checked"));
    }

    /** Chooses the option of this value in a list. */
    public void choose(By list, String value) {
        new Select(see(list)).selectByValue(value);
    }

    /** Waits until the page shows the import in one of these states. */
    public void seeState(String... states) {
        patience().until(page -> {
            String state = page.findElement(By.cssSelector("section.import")).getDomAttribute("data-state");
            return state != null && List.of(states).contains(state);
        });
    }

    public WebElement see(By what) {
        return Objects.requireNonNull(patience().until(ExpectedConditions.visibilityOfElementLocated(what)));
    }

    /** Waits until the bar stands at more than this. */
    public double seeBarBeyond(double value) {
        patience().until(page -> barValue() > value);
        return barValue();
    }

    private double barValue() {
        return Objects.requireNonNull(patience().until(page -> {
            String value = page.findElement(By.id("bar")).getDomAttribute("value");
            return value == null ? 0.0 : Double.parseDouble(value);
        }));
    }

    public void click(By what) {
        patience().until(page -> {
            page.findElement(what).click();
            return true;
        });
    }

    public String text() {
        return Objects.requireNonNull(
                patience().until(page -> page.findElement(By.tagName("main")).getText()));
    }

    // the page replaces its live part while it is looked at, so an element may be gone a moment after it was found
    private FluentWait<WebDriver> patience() {
        return new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .ignoring(ElementNotInteractableException.class);
    }

    /** Waits until the page says this. */
    public void seeText(String text) {
        patience().until(page -> page.findElement(By.tagName("main")).getText().contains(text));
    }

    /** The address of what is shown now. */
    public String address() {
        return Objects.requireNonNullElse(driver.getCurrentUrl(), "");
    }

    public String title() {
        return Objects.requireNonNullElse(driver.getTitle(), "");
    }

    public void narrow() {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 360, "height", 740, "deviceScaleFactor", 2, "mobile", true));
    }

    /** How many pixels of the page lie outside the window at its side. */
    public long hiddenAtTheSide() {
        Object hidden = driver.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        return ((Number) Objects.requireNonNull(hidden)).longValue();
    }

    /** A picture of the whole page for people, in target/screenshots. */
    public void picture(String name) {
        try {
            Path directory = Files.createDirectories(Path.of("target/screenshots"));
            Dimension window = driver.manage().window().getSize();
            assertThat(window.getWidth()).isPositive();
            Files.write(
                    directory.resolve(server.options().name() + "-" + name + ".png"),
                    driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
