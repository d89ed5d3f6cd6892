package dev.longhaul.shop.productimport.web;

import dev.longhaul.shop.productimport.ImportAccess;
import dev.longhaul.shop.productimport.ImportSettings;
import dev.longhaul.shop.productimport.staging.StagedFile;
import dev.longhaul.shop.productimport.staging.StagedFiles;
import dev.longhaul.shop.productimport.upload.UploadForm;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.security.ForgeryRefusedException;
import dev.longhaul.shop.security.ForgeryTokens;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;

/** Takes the file out of a posted form. Safe for any number of threads. */
final class UploadPost {

    /** Names one shown form, so that sending it twice starts one import. */
    static final String START_TOKEN = "start-token";

    /** Says that records whose key cannot be trusted are to be left out. */
    static final String UNSAFE_KEYS = "unsafeKeys";

    static final int LONGEST_TOKEN = 150;

    /** What a form adds around its file, at most. */
    private static final long FORM_BYTES = 256 * 1024;

    private final ImportSettings settings;
    private final StagedFiles files;

    UploadPost(ImportSettings settings, StagedFiles files) {
        this.settings = settings;
        this.files = files;
    }

    /**
     * Keeps the file while it arrives.
     *
     * @throws UploadRefusedException if the file is refused, or broke off
     * @throws ForgeryRefusedException if the form is not our own; the filter answers it
     */
    StagedFile take(HttpServletRequest request, ImportAccess access) throws UploadRefusedException, IOException {
        UploadForm form =
                UploadForm.open(Objects.requireNonNullElse(request.getContentType(), ""), request.getInputStream());
        ForgeryTokens.require(request, form.field(ForgeryTokens.FIELD).orElse(null));
        if (request.getContentLengthLong() > settings.uploadLimit().bytes() + FORM_BYTES) {
            throw UploadRefusedException.tooLarge(settings.uploadLimit());
        }
        request.setAttribute(
                START_TOKEN,
                form.field(START_TOKEN)
                        .filter(token -> !token.isBlank() && token.length() <= LONGEST_TOKEN)
                        .orElse(null));
        return files.receive(form.fileName(), form.file(), -1, access.name());
    }
}
