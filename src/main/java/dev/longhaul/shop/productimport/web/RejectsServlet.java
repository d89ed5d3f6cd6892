package dev.longhaul.shop.productimport.web;

import dev.longhaul.run.RunId;
import dev.longhaul.shop.productimport.ImportAccess;
import dev.longhaul.shop.productimport.ImportAccess.Intervention;
import dev.longhaul.shop.productimport.ImportView;
import dev.longhaul.shop.productimport.Imports;
import dev.longhaul.shop.productimport.RejectedRecord;
import dev.longhaul.shop.productimport.Retries;
import dev.longhaul.shop.productimport.RetryRefusedException;
import dev.longhaul.shop.productimport.upload.UploadForm;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.security.ForgeryTokens;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The page on which the rejects of an import are changed and retried. */
@WebServlet(urlPatterns = "/imports/rejects/*", asyncSupported = true)
public class RejectsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int CONFLICT = 409;

    @Inject
    private transient Imports imports;

    @Inject
    private transient Retries retries;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<ImportView> found = ImportPath.parse(request.getPathInfo())
                .filter(path -> path.part().isEmpty())
                .flatMap(path -> imports.findVisible(path.run(), ImportPages.access(request)));
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        long after = number(request.getParameter("after"));
        show(request, response, found.get(), request.getParameter("code"), after);
    }

    private void show(
            HttpServletRequest request,
            HttpServletResponse response,
            ImportView view,
            @Nullable String code,
            long after)
            throws ServletException, IOException {
        PageMessages messages = PageMessages.of(request);
        String chosen = code == null || code.isEmpty() ? null : code;
        List<RejectedRecord> records = retries.page(view.id(), chosen, after, RejectForm.MOST + 1);
        List<RejectRow> rows = new RejectForm(retries.columns(view.id()), messages.locale())
                .rows(records.stream().limit(RejectForm.MOST).toList());
        request.setAttribute("view", view);
        request.setAttribute("rows", rows);
        request.setAttribute("code", chosen);
        request.setAttribute(
                "next", rows.size() < records.size() ? rows.get(rows.size() - 1).record() : null);
        request.setAttribute("startToken", UUID.randomUUID().toString());
        request.setAttribute(
                "mayRetry", ImportPages.access(request).may(Intervention.RETRY, view) && retries.isOpen(view.id()));
        new RejectPages(retries, imports).prepare(request, view);
        ImportPages.forward(request, response, "/WEB-INF/pages/import-rejects.jsp");
    }

    /** Starts what the form asks for: the ticked records, all of a reason as they are, or a changed file. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        UploadForm form;
        try {
            form = UploadForm.openWithOptionalFile(
                    Objects.requireNonNullElse(request.getContentType(), ""), request.getInputStream());
        } catch (UploadRefusedException malformed) {
            response.sendError(malformed.status());
            return;
        }
        ForgeryTokens.require(request, form.field(ForgeryTokens.FIELD).orElse(null));
        ImportAccess access = ImportPages.access(request);
        Optional<ImportView> found =
                form.field("import").flatMap(RunId::parse).flatMap(run -> imports.findVisible(run, access));
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (!access.mayChange(found.get())) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            start(request, response, found.get(), form);
        }
    }

    private void start(HttpServletRequest request, HttpServletResponse response, ImportView view, UploadForm form)
            throws ServletException, IOException {
        String code = form.field("code").filter(text -> !text.isEmpty()).orElse(null);
        try {
            SeeOther.answer(request, response, "/imports/" + retry(view.id(), code, form, request.getRemoteUser()));
        } catch (UploadRefusedException refused) {
            PageMessages messages = PageMessages.of(request);
            String key = "refusal." + refused.code();
            response.setStatus(refused.status());
            request.setAttribute("refusal", messages.has(key) ? messages.text(key) : refused.getMessage());
            show(request, response, view, code, number(form.field("after").orElse(null)));
        } catch (RetryRefusedException refused) {
            response.setStatus(CONFLICT);
            request.setAttribute(
                    "refusal",
                    PageMessages.of(request)
                            .text("retry.refused." + refused.refusal().key()));
            show(request, response, view, code, number(form.field("after").orElse(null)));
        }
    }

    private RunId retry(RunId run, @Nullable String code, UploadForm form, String user)
            throws UploadRefusedException, RetryRefusedException {
        String key = form.field(UploadPost.START_TOKEN)
                .filter(token -> !token.isBlank() && token.length() <= UploadPost.LONGEST_TOKEN)
                .orElse(null);
        if (!form.fileName().isEmpty()) {
            return retries.retryFile(run, form.fileName(), form.file(), -1, user, key);
        }
        return form.field("all").isPresent()
                ? retries.retryAll(run, code, user, key)
                : retries.retry(run, RejectForm.changes(form.fields()), user, key);
    }

    private static long number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
