package dev.longhaul.shop.productimport.web;

import dev.longhaul.shop.productimport.ImportView;
import dev.longhaul.shop.productimport.Imports;
import dev.longhaul.shop.productimport.RejectGroup;
import dev.longhaul.shop.productimport.RejectText;
import dev.longhaul.shop.productimport.Retries;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts what is left of the rejects of an import, and its retries, into the request. */
final class RejectPages {

    private final Retries retries;
    private final Imports imports;

    RejectPages(Retries retries, Imports imports) {
        this.retries = retries;
        this.imports = imports;
    }

    /** For an import that has ended; another one has no rejects to retry yet. */
    void prepare(HttpServletRequest request, ImportView view) {
        PageMessages messages = PageMessages.of(request);
        retries.firstOf(view.id())
                .flatMap(first -> imports.findVisible(first, ImportPages.access(request)))
                .ifPresent(first -> request.setAttribute("retryOf", first));
        if (!view.status().isEnded() || view.counts().failed() == 0 || request.getAttribute("retryOf") != null) {
            return;
        }
        List<RejectGroup> groups = retries.groups(view.id());
        long left = groups.stream().mapToLong(RejectGroup::count).sum();
        request.setAttribute("left", left);
        request.setAttribute(
                "leftSentence",
                messages.text("left.sentence", left, view.counts().failed()));
        request.setAttribute("groups", groups(messages, groups));
        request.setAttribute("retries", retries(messages, retries.of(view.id(), ImportPages.access(request))));
    }

    private static List<Map<String, Object>> groups(PageMessages messages, List<RejectGroup> groups) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (RejectGroup group : groups) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("code", group.code());
            row.put("count", group.count());
            row.put("first", RejectText.of(group.first(), messages.locale()));
            rows.add(row);
        }
        return rows;
    }

    private static List<Map<String, Object>> retries(PageMessages messages, List<ImportView> retried) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (ImportView retry : retried) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", retry.id());
            row.put("at", messages.moment(retry.createdAt()));
            row.put(
                    "sentence",
                    messages.text(
                            "left.retry",
                            messages.text("status." + ImportTexts.fragment(retry)),
                            retry.counts().imported(),
                            retry.counts().failed()));
            rows.add(row);
        }
        return rows;
    }
}
