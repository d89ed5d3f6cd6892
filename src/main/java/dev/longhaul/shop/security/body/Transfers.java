package dev.longhaul.shop.security.body;

import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One kind of long transfer, by its paths, and how many of them a node serves at once. Safe for any number of threads.
 */
final class Transfers {

    private final Pattern paths;
    private final Semaphore free;

    /**
     * @param paths with blanks between them; {@code *} stands for one segment
     * @param most how many at once
     */
    Transfers(@Nullable String paths, int most) {
        this.paths = Pattern.compile(
                paths == null
                        ? "(?!)"
                        : "\\Q" + paths.strip().replace("*", "\\E[^/]+\\Q").replaceAll("\\s+", "\\\\E|\\\\Q") + "\\E");
        this.free = new Semaphore(most);
    }

    boolean include(String path) {
        return paths.matcher(path).matches();
    }

    /** Whether one more may begin; it must then be {@link #end ended}. */
    boolean begin() {
        return free.tryAcquire();
    }

    void end() {
        free.release();
    }
}
