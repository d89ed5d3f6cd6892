package dev.longhaul.shop.productimport.web;

import dev.longhaul.shop.catalog.write.WriteMode;
import dev.longhaul.shop.productimport.ImportOptions;
import dev.longhaul.shop.productimport.ImportOptions.PlanToFollow;
import dev.longhaul.shop.productimport.OnCancel;
import dev.longhaul.shop.productimport.RejectLimit;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what was chosen in the forms of a check about the import. */
final class StartForm {

    private StartForm() {}

    /** @throws UploadRefusedException when it cannot be understood */
    static ImportOptions options(HttpServletRequest request) throws UploadRefusedException {
        return new ImportOptions(
                rejectLimit(request),
                mode(request),
                OnCancel.parse(text(request, "onCancel")).orElse(OnCancel.KEEP),
                plan(request));
    }

    /** What the records are checked for; both unless the request says otherwise. */
    static WriteMode mode(HttpServletRequest request) {
        return WriteMode.parse(text(request, "mode")).orElse(WriteMode.BOTH);
    }

    /** The check that the form has shown; null if the form names none. */
    private static @Nullable PlanToFollow plan(HttpServletRequest request) throws UploadRefusedException {
        String plan = request.getParameter("plan");
        if (plan == null) {
            return null;
        }
        try {
            return new PlanToFollow(UUID.fromString(plan), "reject".equals(request.getParameter("changed")));
        } catch (IllegalArgumentException malformed) {
            throw new UploadRefusedException("malformed-choice", 400, "The form names a check that cannot exist.");
        }
    }

    private static @Nullable RejectLimit rejectLimit(HttpServletRequest request) throws UploadRefusedException {
        String written = text(request, "mostRejects");
        if (written.isBlank()) {
            return null;
        }
        return RejectLimit.parse(written)
                .orElseThrow(() -> new UploadRefusedException(
                        "malformed-choice",
                        400,
                        "The number of rejected records must be a whole number, or a percentage such as 2%."));
    }

    private static String text(HttpServletRequest request, String name) {
        return Objects.requireNonNullElse(request.getParameter(name), "");
    }
}
