package dev.longhaul.shop.file.record;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A second header: below the names for people, some shops write those for programs, which are the same in every
 * language, such as Amazon's {@code item_sku} below {@code Seller SKU}.
 */
public final class MachineNames {

    private static final int FEWEST = 3;
    private static final int FEWEST_KNOWN = 2;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,80}(?:[\\[#.].{0,200})?");

    private MachineNames() {}

    /**
     * Whether a record is such a header.
     *
     * @param cells of the record, without surrounding blanks
     * @param above the names of the header above it
     */
    public static boolean areIn(List<String> cells, List<String> above, HeaderJudge judge) {
        List<String> filled = cells.stream().filter(cell -> !cell.isEmpty()).toList();
        long names = above.stream().filter(name -> !name.isEmpty()).count();
        boolean asWide = filled.size() >= Math.max(FEWEST, names * 2 / 3);
        return asWide
                && filled.stream().anyMatch(cell -> cell.indexOf('_') > 0)
                && filled.stream().allMatch(cell -> NAME.matcher(cell).matches())
                && judge.knownNames(cells) >= FEWEST_KNOWN;
    }
}
