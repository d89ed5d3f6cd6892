package dev.longhaul.shop.productimport.file;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;

/** Finds a file's delimiter: the one under which its header has the most known columns, and then the most columns. */
final class DelimiterDetector {

    private static final char[] CANDIDATES = {',', ';', '\t', '|'};
    private static final String SEPARATOR_LINE = "sep=";

    private DelimiterDetector() {}

    /**
     * What the beginning of a file, decoded without its byte order mark, says; the format's delimiter is not looked at.
     */
    static TextFormat detect(String beginning, TextFormat format, HeaderJudge judge) throws IOException {
        if (beginning.regionMatches(true, 0, SEPARATOR_LINE, 0, SEPARATOR_LINE.length())
                && beginning.length() > SEPARATOR_LINE.length() + 1
                && isLineBreak(beginning.charAt(SEPARATOR_LINE.length() + 1))) {
            char named = beginning.charAt(SEPARATOR_LINE.length());
            return with(format, named, 2);
        }
        char best = CANDIDATES[0];
        int bestScore = Integer.MIN_VALUE;
        for (char candidate : CANDIDATES) {
            int score = score(beginning, with(format, candidate, 1), judge);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return with(format, best, 1);
    }

    private static TextFormat with(TextFormat format, char delimiter, int headerLine) {
        return new TextFormat(
                format.encoding(),
                format.encodingAssumed(),
                format.byteOrderMarkBytes(),
                delimiter,
                format.quoted(),
                headerLine);
    }

    private static int score(String beginning, TextFormat format, HeaderJudge judge) throws IOException {
        try (RecordReader reader = RecordReader.open(new StringReader(beginning), format)) {
            List<String> header = reader.header();
            return judge.knownNames(header) * RecordCollector.MAX_COLUMNS + header.size();
        } catch (UnreadableFileException e) {
            // a header too wide is still split well; where none is a header, reading the file says what is wrong
            return e.code().equals(Headers.TOO_MANY_COLUMNS) ? RecordCollector.MAX_COLUMNS : -1;
        }
    }

    private static boolean isLineBreak(char c) {
        return c == '\n' || c == '\r';
    }
}
