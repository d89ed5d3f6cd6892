package dev.longhaul.shop.productimport.web;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What follows {@code /imports/files} in an address: a staged file, and a part of it.
 *
 * @param part empty for the page of its columns
 */
record StagedFilePath(UUID file, String part) {

    /** Reads a servlet's path info; empty for anything that names no file. */
    static Optional<StagedFilePath> parse(@Nullable String pathInfo) {
        if (pathInfo == null || !pathInfo.startsWith("/")) {
            return Optional.empty();
        }
        String[] steps = pathInfo.substring(1).split("/", -1);
        if (steps.length > 2 || (steps.length == 2 && steps[1].isEmpty())) {
            return Optional.empty();
        }
        try {
            UUID file = UUID.fromString(steps[0]);
            // it also reads shorter forms, which would give one file several addresses
            return file.toString().equals(steps[0])
                    ? Optional.of(new StagedFilePath(file, steps.length == 2 ? steps[1] : ""))
                    : Optional.empty();
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** The address of a file's columns, without the context path. */
    static String of(UUID file) {
        return "/imports/files/" + file;
    }
}
