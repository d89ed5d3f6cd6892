package dev.longhaul.shop.productimport.web;

import dev.longhaul.cancellation.CancelReceipt;
import dev.longhaul.run.ForceAnswer;
import dev.longhaul.shop.productimport.ImportAccess;
import dev.longhaul.shop.productimport.ImportAccess.Intervention;
import dev.longhaul.shop.productimport.ImportSettings;
import dev.longhaul.shop.productimport.ImportView;
import dev.longhaul.shop.productimport.Imports;
import dev.longhaul.shop.productimport.Reject;
import dev.longhaul.shop.productimport.RejectText;
import dev.longhaul.shop.productimport.WarningText;
import dev.longhaul.shop.productimport.staging.StagedFiles;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Renders the pages: puts what they show into the request and forwards to them. Safe for any number of threads. */
final class ImportPages {
    private static final int LISTED = 50;
    private static final int REJECTS_SHOWN = 20;

    private final Imports imports;
    private final ImportPaces paces;
    private final ImportSettings settings;
    private final StagedFiles files;
    private final Clock clock = Clock.systemUTC();

    ImportPages(Imports imports, ImportPaces paces, ImportSettings settings, StagedFiles files) {
        this.imports = imports;
        this.paces = paces;
        this.settings = settings;
        this.files = files;
    }

    static ImportAccess access(HttpServletRequest request) {
        return ImportAccess.of(request.getUserPrincipal(), request::isUserInRole);
    }

    /**
     * Answers with the list and the form.
     *
     * @param refused why an upload was refused, null if there was no upload
     */
    void list(HttpServletRequest request, HttpServletResponse response, @Nullable UploadRefusedException refused)
            throws ServletException, IOException {
        PageMessages messages = PageMessages.of(request);
        ImportAccess access = access(request);
        List<ImportView> views = imports.listVisible(LISTED, access);
        String limit = messages.size(settings.uploadLimit().bytes());
        request.setAttribute(
                "rows", views.stream().map(view -> row(messages, view)).toList());
        request.setAttribute(
                "anyActive", views.stream().anyMatch(view -> !view.status().isEnded()));
        request.setAttribute("mayUpload", access.mayImport());
        request.setAttribute("startToken", UUID.randomUUID().toString());
        request.setAttribute("maxBytes", settings.uploadLimit().bytes());
        request.setAttribute("limit", messages.text("upload.limit", limit));
        request.setAttribute(
                "kept", messages.text("imports.kept", settings.finishedFor().toDays()));
        request.setAttribute("tooLarge", messages.text("refusal.too-large", limit));
        request.setAttribute("stagedKept", messages.text("staged.kept", messages.exact(settings.unsealedFor())));
        request.setAttribute(
                "staged",
                files.list(access.name()).stream()
                        .map(file -> StagedRow.of(messages, file))
                        .toList());
        if (refused != null) {
            response.setStatus(refused.status());
            refused.retryAfter().ifPresent(wait -> response.setHeader("Retry-After", Long.toString(wait.toSeconds())));
            String key = "refusal." + refused.code();
            request.setAttribute("refusal", messages.has(key) ? messages.text(key, limit) : refused.getMessage());
        }
        forward(request, response, "/WEB-INF/pages/imports.jsp");
    }

    /** Answers with the page of one import. */
    void show(HttpServletRequest request, HttpServletResponse response, ImportView view)
            throws ServletException, IOException {
        prepare(request, view);
        ReadingTexts texts = new ReadingTexts(PageMessages.of(request));
        imports.reading(view.id()).ifPresent(reading -> {
            request.setAttribute("reading", reading);
            request.setAttribute("readAs", texts.sentence(reading));
            request.setAttribute("fields", texts.fields());
            request.setAttribute("columns", ColumnRow.of(reading.columns(), Map.of(), List.of()));
        });
        forward(request, response, "/WEB-INF/pages/import.jsp");
    }

    /** Answers with the part of the page that changes, or with 304 if the client already has it. */
    void status(HttpServletRequest request, HttpServletResponse response, ImportView view)
            throws ServletException, IOException {
        Map<String, String> texts = prepare(request, view);
        // the texts count too: the time that has passed changes without a change of the import
        String etag = '"' + view.version() + '.' + Integer.toHexString(texts.hashCode()) + '"';
        response.setHeader("ETag", etag);
        if (etag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        forward(request, response, "/WEB-INF/pages/live.jsp");
    }

    /** Answers with all rejects as a file. */
    void rejects(HttpServletRequest request, HttpServletResponse response, ImportView view) throws IOException {
        Imports.RejectsFile file = imports.downloadRejects(
                view.id(), access(request).name(), PageMessages.of(request).locale());
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", AttachmentName.ofRejects(view.fileName()));
        file.writeTo(response.getOutputStream());
    }

    private Map<String, String> prepare(HttpServletRequest request, ImportView view) {
        PageMessages messages = PageMessages.of(request);
        Map<String, String> texts = ImportTexts.of(messages, view, paces.of(view), clock.instant());
        request.setAttribute("view", view);
        request.setAttribute("figures", texts);
        request.setAttribute("fragment", ImportTexts.fragment(view));
        request.setAttribute("createdAt", messages.moment(view.createdAt()));
        ImportAccess access = access(request);
        request.setAttribute("mayCancel", access.may(Intervention.CANCEL, view));
        request.setAttribute("mayResume", access.may(Intervention.RESUME, view));
        request.setAttribute("mayForce", access.may(Intervention.FORCE, view) && isOverdue(view));
        request.setAttribute("forceAfterMinutes", ForceAnswer.PATIENCE.toMinutes());
        view.percent().ifPresent(percent -> request.setAttribute("percent", percent));
        if (view.counts().failed() > 0) {
            long count = request.getAttribute("left") instanceof Long left
                    ? left
                    : view.counts().failed();
            List<Reject> rejects = imports.rejects(view.id(), 0, REJECTS_SHOWN);
            request.setAttribute("rejects", RejectText.of(rejects, messages.locale()));
            request.setAttribute("rejectsShown", messages.text("rejects.shown", rejects.size(), count));
        }
        // they are whole when the import has ended, and their table is long
        if (view.status().isEnded()) {
            request.setAttribute("warnings", WarningText.of(imports.warnings(view.id()), messages.locale()));
        }
        return texts;
    }

    // only whether the button is shown; the database's clock decides
    private boolean isOverdue(ImportView view) {
        CancelReceipt cancel = view.cancellation();
        return cancel != null && cancel.requestedAt().plus(ForceAnswer.PATIENCE).isBefore(clock.instant());
    }

    private ImportRow row(PageMessages messages, ImportView view) {
        Map<String, String> texts = ImportTexts.of(messages, view, ImportPace.UNKNOWN, clock.instant());
        return new ImportRow(view, texts, ImportTexts.fragment(view), messages.moment(view.createdAt()));
    }

    static void forward(HttpServletRequest request, HttpServletResponse response, String page)
            throws ServletException, IOException {
        request.getRequestDispatcher(page).forward(request, response);
    }
}
