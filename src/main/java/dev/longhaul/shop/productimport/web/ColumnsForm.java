package dev.longhaul.shop.productimport.web;

import dev.longhaul.shop.productimport.staging.ProfileRefusedException;
import dev.longhaul.shop.productimport.staging.ReadingProfile;
import dev.longhaul.shop.productimport.staging.ReadingProfiles;
import dev.longhaul.shop.productimport.staging.StagedFile;
import dev.longhaul.shop.productimport.staging.StagedFiles;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.reading.FileReading;
import dev.longhaul.shop.reading.column.ColumnReading;
import dev.longhaul.shop.reading.column.ReadingChoices;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The form below the columns of a staged file, as it was sent. Used once. */
final class ColumnsForm {

    private static final String PROFILE = "profile";

    private final StagedFiles files;
    private final ReadingProfiles profiles;
    private final HttpServletRequest request;

    ColumnsForm(StagedFiles files, ReadingProfiles profiles, HttpServletRequest request) {
        this.files = files;
        this.profiles = profiles;
        this.request = request;
    }

    /**
     * Does what the button says that was pressed.
     *
     * @return the page to show next, without the context path; empty if the form has no such button
     * @throws UploadRefusedException when one of the texts cannot be a choice
     * @throws ProfileRefusedException when the profile cannot have this name
     */
    Optional<String> take(StagedFile file) throws UploadRefusedException, ProfileRefusedException, IOException {
        String columns = StagedFilePath.of(file.id());
        switch (parameter("next")) {
            case "read" -> read(file);
            case "check" -> {
                return Optional.of(read(file).isReadable() ? columns + "/check" : columns);
            }
            case "save-profile" -> {
                StagedFile read = read(file);
                String name = parameter("profileName");
                profiles.save(name, read.headerPrint(), read.choices(), read.uploadedBy());
                files.read(read, read.choices(), name.strip());
            }
            case "use-profile" -> {
                Optional<ReadingProfile> profile = profiles.find(parameter(PROFILE));
                if (profile.isPresent()) {
                    files.read(file, profile.get());
                } else {
                    files.read(file, ReadingChoices.NONE, null);
                }
            }
            case "remove-profile" -> {
                profiles.remove(parameter(PROFILE), file.uploadedBy());
                read(file);
            }
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(columns);
    }

    private StagedFile read(StagedFile file) throws UploadRefusedException, IOException {
        FileReading reading = file.reading();
        List<ColumnReading> shown = reading == null ? List.of() : reading.columns();
        PostedChoices posted = PostedChoices.of(
                request.getParameterMap(), shown, file.choices().columns());
        // shown again if it is refused
        request.setAttribute(PostedChoices.ATTRIBUTE, posted);
        return files.read(file, posted.read(), file.profile());
    }

    private String parameter(String name) {
        return Objects.requireNonNullElse(request.getParameter(name), "");
    }
}
