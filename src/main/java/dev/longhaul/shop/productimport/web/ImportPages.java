package dev.longhaul.shop.productimport.web;

import dev.longhaul.run.RunId;
import dev.longhaul.shop.productimport.ImportPace;
import dev.longhaul.shop.productimport.ImportPaces;
import dev.longhaul.shop.productimport.ImportSettings;
import dev.longhaul.shop.productimport.ImportView;
import dev.longhaul.shop.productimport.Imports;
import dev.longhaul.shop.productimport.Reject;
import dev.longhaul.shop.productimport.UploadRefusedException;
import dev.longhaul.shop.productimport.Visitor;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts what the pages show into a request and lets them show it. Safe for any number of threads. */
final class ImportPages {
    private static final int LISTED = 50;
    private static final int REJECTS_SHOWN = 20;
    private static final Duration UNANSWERED = Duration.ofMinutes(5);

    private final Imports imports;
    private final ImportPaces paces;
    private final ImportSettings settings;
    private final Clock clock;

    ImportPages(Imports imports, ImportPaces paces, ImportSettings settings, Clock clock) {
        this.imports = imports;
        this.paces = paces;
        this.settings = settings;
        this.clock = clock;
    }

    static Visitor visitor(HttpServletRequest request) {
        return Visitor.of(request.getUserPrincipal(), request::isUserInRole);
    }

    /** An import that the visitor may see; one they may not see is as good as unknown. */
    Optional<ImportView> visible(Visitor visitor, RunId run) {
        return imports.find(run).filter(visitor::sees);
    }

    /**
     * Answers with the list and the form.
     *
     * @param refused why an upload was not taken, null if none was tried
     */
    void list(HttpServletRequest request, HttpServletResponse response, @Nullable UploadRefusedException refused)
            throws ServletException, IOException {
        Texts texts = texts(request);
        Visitor visitor = visitor(request);
        List<ImportView> views = imports.list(LISTED, visitor.seesAll() ? null : visitor.name());
        String limit = texts.size(settings.uploadLimit().bytes());
        request.setAttribute(
                "rows", views.stream().map(view -> row(texts, view)).toList());
        request.setAttribute(
                "anyActive", views.stream().anyMatch(view -> !view.status().isEnded()));
        request.setAttribute("mayUpload", visitor.mayImport());
        request.setAttribute("startToken", UUID.randomUUID().toString());
        request.setAttribute("maxBytes", settings.uploadLimit().bytes());
        request.setAttribute("limit", texts.text("upload.limit", limit));
        request.setAttribute("tooLarge", texts.text("refusal.too-large", limit));
        if (refused != null) {
            response.setStatus(refused.status());
            String key = "refusal." + refused.code();
            request.setAttribute("refusal", texts.has(key) ? texts.text(key, limit) : refused.getMessage());
        }
        forward(request, response, "/WEB-INF/pages/imports.jsp");
    }

    /** Answers with the page of one import. */
    void show(HttpServletRequest request, HttpServletResponse response, ImportView view)
            throws ServletException, IOException {
        prepare(request, view);
        forward(request, response, "/WEB-INF/pages/import.jsp");
    }

    /** Answers with the part of the page that changes, or with 304 if the asker has just that. */
    void status(HttpServletRequest request, HttpServletResponse response, ImportView view)
            throws ServletException, IOException {
        Map<String, String> figures = prepare(request, view);
        // the texts count too: the time that has passed changes without a change of the import
        String etag = '"' + view.version() + '.' + Integer.toHexString(figures.hashCode()) + '"';
        response.setHeader("ETag", etag);
        if (etag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        forward(request, response, "/WEB-INF/pages/live.jsp");
    }

    /** Answers with all rejects as a file. */
    void rejects(HttpServletResponse response, RunId run, ImportView view) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", AttachmentName.ofRejects(view.fileName()));
        imports.writeRejectsCsv(run, response.getOutputStream());
    }

    /** The words for this visitor; the tags of the page use the same language. */
    Texts texts(HttpServletRequest request) {
        Texts texts = Texts.of(Collections.list(request.getLocales()));
        Locale locale = texts.locale();
        request.setAttribute("jakarta.servlet.jsp.jstl.fmt.locale.request", locale);
        request.setAttribute("language", locale.toLanguageTag());
        return texts;
    }

    private Map<String, String> prepare(HttpServletRequest request, ImportView view) {
        Texts texts = texts(request);
        Map<String, String> figures = ImportFigures.of(texts, view, paces.of(view), clock.instant());
        request.setAttribute("view", view);
        request.setAttribute("figures", figures);
        request.setAttribute("fragment", ImportFigures.fragment(view));
        request.setAttribute("createdAt", texts.moment(view.createdAt()));
        Visitor visitor = visitor(request);
        request.setAttribute("mayCancel", visitor.mayCancel(view));
        request.setAttribute("mayResume", visitor.mayResume(view));
        request.setAttribute("mayForce", visitor.mayForce(view) && isOverdue(view));
        view.percent().ifPresent(percent -> request.setAttribute("percent", percent));
        if (view.counts().failed() > 0) {
            Optional<RunId> run = RunId.parse(view.id());
            List<Reject> rejects =
                    run.map(id -> imports.rejects(id, 0, REJECTS_SHOWN)).orElse(List.of());
            request.setAttribute("rejects", rejects);
            request.setAttribute(
                    "rejectsShown",
                    texts.text("rejects.shown", rejects.size(), view.counts().failed()));
        }
        return figures;
    }

    // only whether the button is shown; the database's clock decides
    private boolean isOverdue(ImportView view) {
        return view.cancelRequest() != null
                && view.cancelRequest().requestedAt().plus(UNANSWERED).isBefore(clock.instant());
    }

    private ImportRow row(Texts texts, ImportView view) {
        Map<String, String> figures = ImportFigures.of(texts, view, ImportPace.UNKNOWN, clock.instant());
        return new ImportRow(view, figures, ImportFigures.fragment(view), texts.moment(view.createdAt()));
    }

    private static void forward(HttpServletRequest request, HttpServletResponse response, String page)
            throws ServletException, IOException {
        request.getRequestDispatcher(page).forward(request, response);
    }
}
