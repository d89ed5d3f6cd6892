package dev.longhaul.shop.productimport.web;

import dev.longhaul.shop.productimport.ImportAccess;
import dev.longhaul.shop.productimport.ImportSettings;
import dev.longhaul.shop.productimport.ImportStart;
import dev.longhaul.shop.productimport.upload.UploadForm;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.security.ForgeryRefusedException;
import dev.longhaul.shop.security.ForgeryTokens;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/** Takes the file out of a posted form. Safe for any number of threads. */
final class UploadPost {
    /** Names one shown form, so that sending it twice starts one import. */
    static final String START_TOKEN = "start-token";

    /** In the address of a form that is to import only the file with this digest. */
    static final String CHECKED = "sha256";

    /** Says that records whose key cannot be trusted are to be left out. */
    static final String UNSAFE_KEYS = "unsafeKeys";

    private static final int LONGEST_TOKEN = 150;

    /** What a form adds around its file, at most. */
    private static final long FORM_BYTES = 256 * 1024;

    private final ImportSettings settings;

    /** What happens to the file. */
    @FunctionalInterface
    interface Taking<T> {
        T take(String fileName, InputStream bytes, ImportStart start) throws UploadRefusedException;
    }

    UploadPost(ImportSettings settings) {
        this.settings = settings;
    }

    /**
     * Hands the file over while it arrives.
     *
     * @throws UploadRefusedException if the file is refused, or broke off
     * @throws ForgeryRefusedException if the form is not our own; the filter answers it
     */
    <T> T take(HttpServletRequest request, ImportAccess access, Taking<T> taking)
            throws UploadRefusedException, IOException {
        UploadForm form =
                UploadForm.open(Objects.requireNonNullElse(request.getContentType(), ""), request.getInputStream());
        ForgeryTokens.require(request, form.field(ForgeryTokens.FIELD).orElse(null));
        PostedChoices choices = PostedChoices.of(form.fields());
        // shown again with whatever the answer is
        request.setAttribute(PostedChoices.ATTRIBUTE, choices);
        if (request.getContentLengthLong() > settings.uploadLimit().bytes() + FORM_BYTES) {
            throw UploadRefusedException.tooLarge(settings.uploadLimit());
        }
        ImportStart start = ImportStart.by(access.name())
                .withIdempotencyKey(form.field(START_TOKEN)
                        .filter(token -> !token.isBlank() && token.length() <= LONGEST_TOKEN)
                        .orElse(null))
                .withCheckedSha256(request.getParameter(CHECKED))
                .withChoices(choices.read())
                .refusingUnsafeKeys(!form.field(UNSAFE_KEYS).equals(Optional.of("reject")));
        return taking.take(form.fileName(), form.file(), start);
    }
}
