package dev.longhaul.shop.productimport.upload;

/** Names of uploaded files: texts of strangers, only for display. No file is ever opened by one. */
final class FileNames {

    private static final int LONGEST = 200;
    private static final String NAMELESS = "upload.csv";

    private FileNames() {}

    /** The part behind the last slash of either kind, without control characters, at most 200 characters. */
    static String lastPart(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String visible =
                last.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\uFFFD]", "").strip();
        if (visible.isEmpty()) {
            return NAMELESS;
        }
        return visible.codePointCount(0, visible.length()) <= LONGEST
                ? visible
                : visible.substring(0, visible.offsetByCodePoints(0, LONGEST));
    }
}
