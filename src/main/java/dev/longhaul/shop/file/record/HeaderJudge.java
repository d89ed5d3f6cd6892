package dev.longhaul.shop.file.record;

import java.util.List;

/** Says how much a record looks like column names, so that the right delimiter and header line are found. */
@FunctionalInterface
public interface HeaderJudge {

    /** How many of these names are known column names. */
    int knownNames(List<String> cells);
}
