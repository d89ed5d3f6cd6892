package dev.longhaul.shop.productimport.web;

import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.productimport.CheckedFile;
import dev.longhaul.shop.productimport.Imports;
import dev.longhaul.shop.productimport.ReadFile;
import dev.longhaul.shop.productimport.RejectText;
import dev.longhaul.shop.productimport.WarningText;
import dev.longhaul.shop.productimport.staging.ReadingProfile;
import dev.longhaul.shop.productimport.staging.ReadingProfiles;
import dev.longhaul.shop.productimport.staging.StagedFile;
import dev.longhaul.shop.productimport.staging.StagedFiles;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.reading.FileReading;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders the steps of one staged file. Safe for any number of threads. */
final class StagedFilePages {

    private static final int RECORDS_SHOWN = 3;

    private final StagedFiles files;
    private final ReadingProfiles profiles;
    private final Imports imports;

    StagedFilePages(StagedFiles files, ReadingProfiles profiles, Imports imports) {
        this.files = files;
        this.profiles = profiles;
        this.imports = imports;
    }

    /**
     * Answers with the columns of the file and all that can be chosen about it.
     *
     * @param mistake what is wrong with what was just sent, in one sentence; null for nothing
     */
    void columns(HttpServletRequest request, HttpServletResponse response, StagedFile file, @Nullable String mistake)
            throws ServletException, IOException {
        PageMessages messages = prepare(request, file);
        PostedChoices choices = request.getAttribute(PostedChoices.ATTRIBUTE) instanceof PostedChoices posted
                ? posted
                : PostedChoices.of(file.choices());
        ReadingTexts texts = new ReadingTexts(messages);
        request.setAttribute(PostedChoices.ATTRIBUTE, choices);
        request.setAttribute("refusal", mistake == null ? file.refusal() : mistake);
        request.setAttribute("refusalTitle", mistake == null ? "staged.refused" : "staged.mistake");
        request.setAttribute("fields", texts.fields());
        request.setAttribute("recognised", Map.of());
        FileReading reading = file.reading();
        if (reading != null) {
            ReadFile seen = imports.describe(reading);
            List<FileRecord> first = files.firstRecords(file, RECORDS_SHOWN);
            request.setAttribute("reading", seen);
            request.setAttribute("readAs", texts.sentence(seen));
            request.setAttribute("recognised", recognised(seen));
            request.setAttribute("columns", ColumnRow.of(seen.columns(), choices.columns(), first));
        }
        prepareProfiles(request, file);
        forward(request, response, "/WEB-INF/pages/import-columns.jsp");
    }

    /**
     * Answers with what an import of the file would do.
     *
     * @param refused why it was not started; null if nobody has tried
     */
    void check(
            HttpServletRequest request,
            HttpServletResponse response,
            StagedFile file,
            CheckedFile checked,
            @Nullable UploadRefusedException refused)
            throws ServletException, IOException {
        PageMessages messages = prepare(request, file);
        ReadingTexts texts = new ReadingTexts(messages);
        request.setAttribute("checked", checked);
        request.setAttribute("problems", RejectText.of(checked.problems(), messages.locale()));
        request.setAttribute("warnings", WarningText.of(checked.warnings(), messages.locale()));
        request.setAttribute("readAs", texts.sentence(checked.reading()));
        request.setAttribute("unsafeKeys", texts.unsafeKeys(checked.reading()));
        request.setAttribute("mode", StartForm.mode(request).word());
        request.setAttribute("choicesMark", file.choicesMark());
        if (refused != null) {
            String key = "refusal." + refused.code();
            refused.retryAfter().ifPresent(wait -> response.setHeader("Retry-After", Long.toString(wait.toSeconds())));
            request.setAttribute(
                    "refusal",
                    messages.has(key) ? messages.text(key, refused.arguments().toArray()) : refused.getMessage());
        }
        forward(request, response, "/WEB-INF/pages/import-check.jsp");
    }

    private PageMessages prepare(HttpServletRequest request, StagedFile file) {
        PageMessages messages = PageMessages.of(request);
        request.setAttribute("file", file);
        request.setAttribute("fileSize", messages.size(file.byteCount()));
        request.setAttribute("address", request.getContextPath() + StagedFilePath.of(file.id()));
        imports.findEarlier(file.sha256(), ImportPages.access(request)).ifPresent(earlier -> {
            request.setAttribute("earlier", earlier);
            request.setAttribute("earlierAt", messages.moment(earlier.createdAt()));
            request.setAttribute("earlierState", messages.text("status." + ImportTexts.fragment(earlier)));
        });
        return messages;
    }

    private void prepareProfiles(HttpServletRequest request, StagedFile file) {
        List<ReadingProfile> known = profiles.list();
        String print = file.headerPrint();
        request.setAttribute(
                "profiles", known.stream().map(ReadingProfile::name).toList());
        request.setAttribute(
                "fitting",
                known.stream()
                        .filter(profile -> print != null && print.equals(profile.headerPrint()))
                        .map(ReadingProfile::name)
                        .toList());
        request.setAttribute(
                "profile",
                known.stream()
                        .filter(profile -> profile.name().equals(file.profile()))
                        .findFirst()
                        .orElse(null));
    }

    /** What a blank field means for this file, by the name of the field. */
    private static Map<String, String> recognised(ReadFile file) {
        Map<String, String> recognised = new HashMap<>();
        put(recognised, "encoding", file.encoding());
        put(recognised, "delimiter", "\t".equals(file.delimiter()) ? "tab" : file.delimiter());
        put(recognised, "headerLine", file.headerLine());
        put(recognised, "currency", file.currency());
        return recognised;
    }

    private static void put(Map<String, String> texts, String name, @Nullable Object value) {
        if (value != null) {
            texts.put(name, value.toString());
        }
    }

    private static void forward(HttpServletRequest request, HttpServletResponse response, String page)
            throws ServletException, IOException {
        ImportPages.forward(request, response, page);
    }
}
