package dev.longhaul.shop.productimport.web;

import dev.longhaul.cancellation.OperationCancelledException;
import dev.longhaul.request.RequestToken;
import dev.longhaul.run.RunId;
import dev.longhaul.shop.productimport.ImportAccess;
import dev.longhaul.shop.productimport.ImportCheck;
import dev.longhaul.shop.productimport.ImportChecks;
import dev.longhaul.shop.productimport.ImportIntake;
import dev.longhaul.shop.productimport.ImportSettings;
import dev.longhaul.shop.productimport.ImportStart;
import dev.longhaul.shop.productimport.Imports;
import dev.longhaul.shop.productimport.staging.ProfileRefusedException;
import dev.longhaul.shop.productimport.staging.ReadingProfiles;
import dev.longhaul.shop.productimport.staging.StagedFile;
import dev.longhaul.shop.productimport.staging.StagedFiles;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The steps between an upload and its import, an address each: what the columns are, and what the import would do. Each
 * step is a plain form; the file stays on the server meanwhile.
 */
@WebServlet(urlPatterns = "/imports/files/*", asyncSupported = true)
public class StagedFileServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient StagedFiles files;

    @Inject
    private transient ReadingProfiles profiles;

    @Inject
    private transient Imports imports;

    @Inject
    private transient ImportIntake intake;

    @Inject
    private transient ImportChecks checks;

    @Inject
    private transient RequestToken requestToken;

    @Inject
    private transient ImportSettings settings;

    @Inject
    private transient ImportPaces paces;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (ImportPath.isList(request.getPathInfo())) {
            // the address of a form whose file was refused
            SeeOther.answer(request, response, "/imports");
            return;
        }
        Optional<StagedFilePath> path = StagedFilePath.parse(request.getPathInfo());
        Optional<StagedFile> found = path.flatMap(named -> find(request, named));
        if (found.isEmpty()) {
            answerMissing(request, response, path);
            return;
        }
        switch (path.orElseThrow().part()) {
            case "" -> pages().columns(request, response, found.get(), null);
            case "check" -> check(request, response, found.get(), null);
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (ImportPath.isList(request.getPathInfo())) {
            upload(request, response);
            return;
        }
        Optional<StagedFilePath> path = StagedFilePath.parse(request.getPathInfo());
        Optional<StagedFile> found = path.flatMap(named -> find(request, named));
        if (found.isEmpty()) {
            answerMissing(request, response, path);
            return;
        }
        switch (path.orElseThrow().part()) {
            case "" -> choose(request, response, found.get());
            case "import" -> start(request, response, found.get());
            case "removal" -> {
                files.discard(found.get());
                SeeOther.answer(request, response, "/imports");
            }
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** Answers as {@link #doGet} would, but without a check. */
    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<StagedFilePath> path = StagedFilePath.parse(request.getPathInfo());
        if (path.flatMap(named -> find(request, named)).isEmpty()) {
            answerMissing(request, response, path);
        }
    }

    private void upload(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        try {
            StagedFile staged = new UploadPost(settings, files).take(request, access(request));
            SeeOther.answer(request, response, StagedFilePath.of(staged.id()));
        } catch (UploadRefusedException refused) {
            new ImportPages(imports, paces, settings, files).list(request, response, refused);
        }
    }

    private void choose(HttpServletRequest request, HttpServletResponse response, StagedFile file)
            throws ServletException, IOException {
        try {
            Optional<String> next = new ColumnsForm(files, profiles, request).take(file);
            if (next.isPresent()) {
                SeeOther.answer(request, response, next.get());
            } else {
                response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            }
        } catch (UploadRefusedException | ProfileRefusedException refused) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            // what was sent before it may have been read already
            StagedFile now = files.find(file.id(), file.uploadedBy()).orElse(file);
            pages().columns(request, response, now, refused.getMessage());
        }
    }

    private static void toColumns(HttpServletRequest request, HttpServletResponse response, StagedFile file) {
        SeeOther.answer(request, response, StagedFilePath.of(file.id()));
    }

    /** Ends when its reader leaves. */
    private void check(
            HttpServletRequest request,
            HttpServletResponse response,
            StagedFile file,
            @Nullable UploadRefusedException refused)
            throws ServletException, IOException {
        if (!file.isReadable()) {
            toColumns(request, response, file);
            return;
        }
        try (ImportCheck check = checks.of(file, StartForm.mode(request))) {
            pages().check(request, response, file, check.run(requestToken.token()), refused);
        } catch (UploadRefusedException unchecked) {
            response.setStatus(unchecked.status());
            unchecked
                    .retryAfter()
                    .ifPresent(wait -> response.setHeader("Retry-After", Long.toString(wait.toSeconds())));
            pages().columns(request, response, file, unchecked.getMessage());
        } catch (OperationCancelledException stopping) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } catch (SQLException failed) {
            throw new ServletException("the file could not be checked", failed);
        }
    }

    private void start(HttpServletRequest request, HttpServletResponse response, StagedFile file)
            throws ServletException, IOException {
        if (!file.isReadable()) {
            toColumns(request, response, file);
            return;
        }
        if (!file.choicesMark().equals(request.getParameter("choices"))) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            check(
                    request,
                    response,
                    file,
                    new UploadRefusedException(
                            "choices-changed",
                            409,
                            "The choices were changed meanwhile. This is the check of what they are now."));
            return;
        }
        boolean leavesOut = "reject".equals(request.getParameter(UploadPost.UNSAFE_KEYS));
        try {
            RunId run = intake.start(
                    file,
                    ImportStart.by(access(request).name())
                            .refusingUnsafeKeys(!leavesOut)
                            .withOptions(StartForm.options(request)));
            SeeOther.answer(request, response, "/imports/" + run);
        } catch (UploadRefusedException refused) {
            response.setStatus(refused.status());
            check(request, response, file, refused);
        }
    }

    private Optional<StagedFile> find(HttpServletRequest request, StagedFilePath path) {
        ImportAccess access = access(request);
        return access.mayImport() ? files.find(path.file(), access.name()) : Optional.empty();
    }

    /** A file that has become an import leads there: its form may be sent twice, or its page be opened again. */
    private void answerMissing(HttpServletRequest request, HttpServletResponse response, Optional<StagedFilePath> path)
            throws IOException {
        Optional<RunId> run =
                path.flatMap(named -> files.runOf(named.file(), access(request).name()));
        if (run.isPresent()) {
            SeeOther.answer(request, response, "/imports/" + run.get());
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static ImportAccess access(HttpServletRequest request) {
        return ImportPages.access(request);
    }

    private StagedFilePages pages() {
        return new StagedFilePages(files, profiles, imports);
    }
}
