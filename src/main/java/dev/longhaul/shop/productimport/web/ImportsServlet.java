package dev.longhaul.shop.productimport.web;

import dev.longhaul.run.RunId;
import dev.longhaul.shop.productimport.ImportAccess;
import dev.longhaul.shop.productimport.ImportAccess.Intervention;
import dev.longhaul.shop.productimport.ImportIntake;
import dev.longhaul.shop.productimport.ImportSettings;
import dev.longhaul.shop.productimport.ImportStart;
import dev.longhaul.shop.productimport.ImportView;
import dev.longhaul.shop.productimport.Imports;
import dev.longhaul.shop.productimport.Retries;
import dev.longhaul.shop.productimport.staging.StagedFile;
import dev.longhaul.shop.productimport.staging.StagedFiles;
import dev.longhaul.shop.productimport.undo.UndoRefusedException;
import dev.longhaul.shop.productimport.undo.UndoView;
import dev.longhaul.shop.productimport.undo.Undos;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** The pages of the imports. Reads a request and hands it over. */
@WebServlet(urlPatterns = "/imports/*", asyncSupported = true)
public class ImportsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger(ImportsServlet.class.getName());
    private static final Set<String> UNDO_ACTIONS = Set.of("undo", "redo", "undo-cancellation", "undo-resumption");

    @Inject
    private transient Imports imports;

    @Inject
    private transient ImportIntake intake;

    @Inject
    private transient StagedFiles files;

    @Inject
    private transient Undos undos;

    @Inject
    private transient Retries retries;

    @Inject
    private transient ImportPaces paces;

    @Inject
    private transient ImportSettings settings;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (ImportPath.isList(request.getPathInfo())) {
            pages().list(request, response, null);
            return;
        }
        Optional<ImportPath> path = ImportPath.parse(request.getPathInfo());
        Optional<ImportView> found =
                path.flatMap(named -> imports.findVisible(named.run(), ImportPages.access(request)));
        if (path.isEmpty() || found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        switch (path.get().part()) {
            case "" -> {
                undoPages().prepare(request, found.get());
                new RejectPages(retries, imports).prepare(request, found.get());
                pages().show(request, response, found.get());
            }
            case "status" -> {
                request.setAttribute("held", undos.isHeld(path.get().run()));
                pages().status(request, response, found.get());
            }
            case "undo" -> undoPages().fragment(request, response, found.get());
            case "rejects.csv" -> pages().rejects(request, response, found.get());
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<ImportPath> path = ImportPath.parse(request.getPathInfo());
        if (ImportPath.isList(request.getPathInfo())) {
            upload(request, response);
        } else if (path.isPresent() && path.get().part().equals("cancellation")) {
            intervene(
                    request,
                    response,
                    path.get().run(),
                    Intervention.CANCEL,
                    (run, actor) -> imports.cancel(run, actor, ""));
        } else if (path.isPresent() && path.get().part().equals("resumption")) {
            intervene(request, response, path.get().run(), Intervention.RESUME, imports::resume);
        } else if (path.isPresent() && path.get().part().equals("forced-end")) {
            intervene(request, response, path.get().run(), Intervention.FORCE, imports::force);
        } else if (path.isPresent() && UNDO_ACTIONS.contains(path.get().part())) {
            undo(request, response, path.get());
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** Imports the file at once, unless a person should look at it first. */
    private void upload(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        try {
            ImportAccess access = ImportPages.access(request);
            StagedFile staged = new UploadPost(settings, files).take(request, access);
            boolean cameBefore = imports.findEarlier(staged.sha256(), access).isPresent();
            if (cameBefore || files.needsALook(staged)) {
                SeeOther.answer(request, response, StagedFilePath.of(staged.id()));
                return;
            }
            RunId run = intake.start(staged, ImportStart.by(access.name()).withIdempotencyKey((String)
                    request.getAttribute(UploadPost.START_TOKEN)));
            SeeOther.answer(request, response, "/imports/" + run);
        } catch (UploadRefusedException refused) {
            pages().list(request, response, refused);
        }
    }

    /** Changes nothing when it is too early, too late or done already; the page then shows the import's state. */
    private void intervene(
            HttpServletRequest request,
            HttpServletResponse response,
            RunId run,
            Intervention intervention,
            BiConsumer<RunId, String> act)
            throws IOException {
        ImportAccess access = ImportPages.access(request);
        Optional<ImportView> found = imports.findVisible(run, access);
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        if (access.may(intervention, found.get())) {
            act.accept(run, access.name());
        } else if (!access.mayChange(found.get())) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        SeeOther.answer(request, response, "/imports/" + run);
    }

    /** The page then shows what has become of it, also if that was nothing: another one may have been faster. */
    private void undo(HttpServletRequest request, HttpServletResponse response, ImportPath path) throws IOException {
        intervene(request, response, path.run(), Intervention.UNDO, (imported, actor) -> {
            Optional<UndoView> found = undos.newestOf(imported);
            Optional<RunId> newest = found.map(UndoView::id);
            try {
                switch (path.part()) {
                    case "undo" -> undos.start(imported, actor);
                    case "redo" -> {
                        if (newest.isPresent()) {
                            undos.start(newest.get(), actor);
                        }
                    }
                    case "undo-cancellation" -> newest.ifPresent(undo -> undos.cancel(undo, actor));
                    default -> {
                        if (found.isPresent()
                                && ImportPages.access(request)
                                        .mayResume(found.get().status())) {
                            undos.resume(found.get().id(), actor);
                        }
                    }
                }
            } catch (UndoRefusedException refused) {
                LOG.log(Level.DEBUG, "{0} of import {1} was refused: {2}", path.part(), imported, refused.getMessage());
            }
        });
    }

    private UndoPages undoPages() {
        return new UndoPages(undos);
    }

    private ImportPages pages() {
        return new ImportPages(imports, paces, settings, files);
    }
}
