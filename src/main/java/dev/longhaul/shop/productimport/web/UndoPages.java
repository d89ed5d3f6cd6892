package dev.longhaul.shop.productimport.web;

import dev.longhaul.run.RunStatus;
import dev.longhaul.shop.catalog.undo.ChangeStore.ChangedProducts;
import dev.longhaul.shop.catalog.undo.KeptProduct;
import dev.longhaul.shop.productimport.ImportAccess;
import dev.longhaul.shop.productimport.ImportView;
import dev.longhaul.shop.productimport.undo.UndoView;
import dev.longhaul.shop.productimport.undo.Undos;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Puts the undo of an import, or the offer of one, into the request. Safe for any number of threads. */
final class UndoPages {

    private static final int SHOWN = 20;

    private final Undos undos;

    UndoPages(Undos undos) {
        this.undos = undos;
    }

    /** For the page of the import. */
    void prepare(HttpServletRequest request, ImportView view) {
        PageMessages messages = PageMessages.of(Collections.list(request.getLocales()));
        request.setAttribute("held", undos.isHeld(view.id()));
        boolean mayChange = ImportPages.access(request).mayChange(view);
        Optional<UndoView> newest = undos.newestOf(view.id());
        boolean isAwaited = newest.isEmpty() && view.status() == RunStatus.CANCELLED && view.isUndoneOnCancel();
        request.setAttribute("undoAwaited", isAwaited);
        if (mayChange && !isAwaited) {
            undos.offer(view.id())
                    .ifPresent(offer -> request.setAttribute("undoOffer", sentence(messages, "undo.offer", offer)));
        }
        newest.ifPresent(undo -> {
            request.setAttribute("undo", undo);
            request.setAttribute("undoActive", !undo.status().isEnded() && undo.status() != RunStatus.PARKED);
            request.setAttribute("undoTexts", texts(messages, undo));
            undo.percent().ifPresent(percent -> request.setAttribute("undoPercent", percent));
            request.setAttribute("undoKept", kept(messages, undo));
            request.setAttribute("mayCancelUndo", mayChange && !undo.status().isEnded());
            request.setAttribute("mayResumeUndo", mayChange && mayResume(undo, ImportPages.access(request)));
            if (mayChange) {
                undos.offer(undo.id())
                        .ifPresent(offer -> request.setAttribute("redoOffer", sentence(messages, "undo.redo", offer)));
            }
        });
    }

    /** Answers with the part of the page that is about the undo. */
    void fragment(HttpServletRequest request, HttpServletResponse response, ImportView view)
            throws ServletException, IOException {
        prepare(request, view);
        request.setAttribute("view", view);
        Locale locale = PageMessages.of(Collections.list(request.getLocales())).locale();
        request.setAttribute("jakarta.servlet.jsp.jstl.fmt.locale.request", locale);
        response.setHeader("Cache-Control", "no-store");
        request.getRequestDispatcher("/WEB-INF/pages/undo.jsp").forward(request, response);
    }

    private boolean mayResume(UndoView undo, ImportAccess access) {
        boolean hasStopped = undo.status() == RunStatus.FAILED
                || undo.status() == RunStatus.CANCELLED
                || undo.status() == RunStatus.PARKED;
        return hasStopped && access.mayResume(undo.status()) && !undos.isHeld(undo.id());
    }

    private static String sentence(PageMessages messages, String key, ChangedProducts products) {
        return messages.text(key, products.created(), products.all() - products.created());
    }

    private static Map<String, String> texts(PageMessages messages, UndoView undo) {
        Map<String, String> texts = new LinkedHashMap<>();
        String kind = undo.redo() ? "redo" : "undo";
        Long total = undo.total();
        texts.put("title", messages.text("undo.title." + kind));
        texts.put("status", status(messages, undo));
        texts.put(
                "share",
                total == null
                        ? ""
                        : messages.text("undo.share", messages.number(undo.processed()), messages.number(total)));
        texts.put("restored", messages.number(undo.counts().restored()));
        texts.put("kept", messages.number(undo.counts().kept()));
        texts.put("impossible", messages.number(undo.counts().impossible()));
        texts.put("failure", Objects.requireNonNullElse(undo.failure(), ""));
        return texts;
    }

    private static String status(PageMessages messages, UndoView undo) {
        if (undo.ownerLost()) {
            return messages.text("status.not-responding");
        }
        return undo.status() == RunStatus.RUNNING
                ? messages.text("undo.running")
                : messages.text("status." + undo.status().name().toLowerCase(Locale.ROOT));
    }

    private List<Map<String, String>> kept(PageMessages messages, UndoView undo) {
        if (undo.counts().kept() + undo.counts().impossible() == 0) {
            return List.of();
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (KeptProduct product : undos.kept(undo.id(), 0, SHOWN)) {
            String handle = Optional.ofNullable(product.handle()).orElse("#" + product.productId());
            rows.add(Map.of(
                    "handle",
                    handle,
                    "bucket",
                    messages.text(
                            "undo.bucket." + product.reason().bucket().name().toLowerCase(Locale.ROOT)),
                    "reason",
                    messages.text(
                            "undo.reason." + product.reason().code(),
                            Objects.requireNonNullElse(product.other(), ""))));
        }
        return rows;
    }
}
