package io.geckos.it.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonValue;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;

/**
 * Looks at pages and dialogs of the console, dark and light, wide and narrow: nothing is wider than its place, and axe finds
 * nothing. The pictures of all of them are in {@code it-tests/target/console} then, for people to look at, and among them
 * those of the docs.
 */
abstract class PagePictureTest extends OpenConsoleTest {
    private static final Path PICTURES = Path.of("target", "console");
    private static final String SCROLL_BARS =
            "for (const it of [document.documentElement, ...document.querySelectorAll('.dialog-body')])"
                    + " Object.assign(it.style, {scrollbarWidth: '%s', scrollbarGutter: '%s'})";

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 860;

    private enum Look {
        WIDE_LIGHT(1440, 900, false),
        WIDE_DARK(1440, 900, true),
        NARROW_LIGHT(360, 780, false),
        NARROW_DARK(360, 780, true);

        private final int width;
        private final int height;
        private final boolean dark;

        Look(int width, int height, boolean dark) {
            this.width = width;
            this.height = height;
            this.dark = dark;
        }

        String suffix() {
            return (width > 1000 ? "wide" : "narrow") + (dark ? "-dark" : "-light");
        }
    }

    @BeforeAll
    static void makeFolder() throws Exception {
        Files.createDirectories(PICTURES);
    }

    /** Looks at what is shown now, in all four ways. */
    static void see(String name) throws Exception {
        for (Look look : Look.values()) {
            browser().look(look.width, look.height, look.dark);
            browser().picture(PICTURES.resolve(name + "-" + look.suffix() + ".png"));
            assertEquals(
                    JsonValue.TRUE,
                    browser()
                            .script(
                                    "return document.scrollingElement.scrollWidth <= innerWidth && [...document.querySelectorAll('.dialog-body')].every((it) => it.scrollWidth <= it.clientWidth)"),
                    name + " is wider than " + look);
            if (look == Look.WIDE_DARK || look == Look.NARROW_LIGHT) {
                visitor.assertAccessible();
            }
        }
        browser().look(WIDTH, HEIGHT, false);
    }

    /** Makes a picture for {@code docs/pictures}, without scroll bars, which many systems show only as people scroll. */
    static void pictureForDocs(String name, boolean dark) throws Exception {
        browser().look(WIDTH, HEIGHT, dark);
        browser().script(SCROLL_BARS.formatted("none", "auto"));
        browser().picture(PICTURES.resolve(name + ".png"));
        browser().script(SCROLL_BARS.formatted("", ""));
        browser().look(WIDTH, HEIGHT, false);
    }

    static void page(String address, String shown, String name) throws Exception {
        visitor.script("location.hash = '" + address + "'");
        browser().await(shown);
        browser().await("//main[not(.//*[starts-with(., 'Loading')])]");
        see(name);
    }

    /** Closes the dialog that was opened last. */
    static void close() throws Exception {
        browser().click("(//dialog//button[@aria-label='Close'])[last()]");
    }
}
