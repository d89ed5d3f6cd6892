package dev.longhaul.shop.productimport.web;

import dev.longhaul.run.RunId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What follows {@code /imports} in an address: an import, and a part of it.
 *
 * @param run the import
 * @param part what of it, empty for its page
 */
record ImportPath(RunId run, String part) {
    /** Reads a servlet's path info; empty for the list and for anything that names no import. */
    static Optional<ImportPath> parse(@Nullable String pathInfo) {
        if (pathInfo == null || !pathInfo.startsWith("/")) {
            return Optional.empty();
        }
        String[] steps = pathInfo.substring(1).split("/", -1);
        if (steps.length > 2 || (steps.length == 2 && steps[1].isEmpty())) {
            return Optional.empty();
        }
        return RunId.parse(steps[0]).map(run -> new ImportPath(run, steps.length == 2 ? steps[1] : ""));
    }

    /** Whether the path info names the list. */
    static boolean isList(@Nullable String pathInfo) {
        return pathInfo == null || pathInfo.equals("/");
    }
}
