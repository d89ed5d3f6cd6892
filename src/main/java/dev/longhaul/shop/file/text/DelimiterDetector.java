package dev.longhaul.shop.file.text;

import dev.longhaul.shop.file.record.FileChoices;
import dev.longhaul.shop.file.record.TextFormat;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.file.text.TableSample.Header;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds a file's delimiter and header: the delimiter that gives the header the most known columns, and then the most
 * records that fit it. A line {@code sep=;} and a person's choice come first.
 */
final class DelimiterDetector {

    private final TableSample.Beginning beginning;

    DelimiterDetector(TableSample.Beginning beginning) {
        this.beginning = beginning;
    }

    /**
     * What the beginning says; ignores the format's delimiter and header.
     *
     * @throws UnreadableFileException when a choice is impossible
     */
    TextFormat detect(TextFormat format, FileChoices choices) throws IOException, UnreadableFileException {
        SeparatorLine separator = SeparatorLine.of(beginning.text());
        String candidates = candidates(separator, choices.delimiter());
        int skipped = skippedLines(separator, choices.headerLine());
        Header header = headerOf(choices.headerLine());
        TextFormat start = format.withTable(format.headerLine(), skipped, 0);
        TableSample best = best(candidates, header, start);
        if (best.isBroken()) {
            TableSample unquoted = best(candidates, header, start.withDelimiter(start.delimiter(), false));
            // only if nothing suggests quotes; otherwise the file is at fault
            if (unquoted.isRegular() && unquoted.hasQuotesAsLetters()) {
                return unquoted.found();
            }
        }
        return best.found();
    }

    private static String candidates(@Nullable SeparatorLine separator, @Nullable Character chosen)
            throws UnreadableFileException {
        if (chosen != null) {
            return String.valueOf(Delimiters.require(chosen));
        }
        return separator == null || separator.delimiter() == null
                ? Delimiters.RECOGNISED
                : String.valueOf(separator.delimiter());
    }

    private static Header headerOf(@Nullable Integer chosenLine) {
        if (chosenLine == null) {
            return Header.SOUGHT;
        }
        return chosenLine == 0 ? Header.NONE : Header.FIRST;
    }

    private int skippedLines(@Nullable SeparatorLine separator, @Nullable Integer chosenLine)
            throws UnreadableFileException {
        if (chosenLine == null || chosenLine == 0) {
            return separator == null ? 0 : 1;
        }
        long lines = beginning.text().lines().count();
        if (chosenLine < 0 || chosenLine > lines) {
            throw UnreadableFileException.ofStructure(
                    "header-line-missing",
                    "the header was said to be on line " + chosenLine + ", and the "
                            + (beginning.whole() ? "file" : "part of the file in which a header is looked for")
                            + " has " + lines + (lines == 1 ? " line" : " lines")
                            + "; choose one of them, or 0 for a file without a header");
        }
        return chosenLine - 1;
    }

    private TableSample best(String candidates, Header header, TextFormat start) throws IOException {
        TableSample best = null;
        for (int i = 0; i < candidates.length(); i++) {
            TextFormat format = start.withDelimiter(candidates.charAt(i), start.quoted());
            TableSample sample = TableSample.of(beginning, header, format);
            if (best == null || sample.score() > best.score()) {
                best = sample;
            }
        }
        return Objects.requireNonNull(best);
    }
}
