package dev.longhaul.shop.file.record;

import java.util.List;

/** Says how much a record looks like the names of columns, so that the right delimiter and header line are found. */
@FunctionalInterface
public interface HeaderJudge {

    /** How many of these names are known as names of columns. */
    int knownNames(List<String> cells);
}
