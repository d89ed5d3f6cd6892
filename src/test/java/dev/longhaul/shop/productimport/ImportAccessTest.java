package dev.longhaul.shop.productimport;

import static dev.longhaul.shop.productimport.ImportAccess.Intervention.CANCEL;
import static dev.longhaul.shop.productimport.ImportAccess.Intervention.FORCE;
import static dev.longhaul.shop.productimport.ImportAccess.Intervention.RESUME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.run.RunStatus;
import dev.longhaul.shop.productimport.ImportAccess.Intervention;
import dev.longhaul.shop.security.Roles;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImportAccessTest {
    private static final ImportView ROSAS = ImportViews.running();
    private static final ImportAccess ADMIN = new ImportAccess("root", true, true, true);
    private static final ImportAccess OWNER = new ImportAccess("rosa", false, false, true);
    private static final ImportAccess OTHER = new ImportAccess("ali", false, false, true);
    private static final ImportAccess VIEWER = new ImportAccess("vera", false, true, false);
    private static final ImportAccess VIEWING_IMPORTER = new ImportAccess("ivo", false, true, true);
    private static final ImportAccess NOBODY = new ImportAccess("", false, false, false);
    private static final List<ImportAccess> STRANGERS = List.of(OTHER, VIEWER, VIEWING_IMPORTER, NOBODY);

    @Test
    void an_importer_sees_only_their_own() {
        assertThat(OWNER.sees(ROSAS)).isTrue();
        assertThat(OTHER.sees(ROSAS)).isFalse();
        assertThat(NOBODY.sees(ROSAS)).isFalse();
        assertThat(OWNER.listedOwner()).isEqualTo("rosa");
    }

    @Test
    void admins_and_viewers_see_all() {
        assertThat(ADMIN.sees(ROSAS)).isTrue();
        assertThat(VIEWER.sees(ROSAS)).isTrue();
        assertThat(VIEWER.listedOwner()).isNull();
    }

    @Test
    void the_owner_and_an_admin_may_cancel() {
        assertThat(OWNER.may(CANCEL, ROSAS)).isTrue();
        assertThat(ADMIN.may(CANCEL, ROSAS)).isTrue();
        assertThat(STRANGERS).noneMatch(stranger -> stranger.may(CANCEL, ROSAS));
    }

    @Test
    void roles_come_from_whoever_signed_in() {
        assertThat(ImportAccess.of(() -> "ivo", Set.of(Roles.VIEWER, Roles.IMPORTER)::contains))
                .isEqualTo(VIEWING_IMPORTER);
        assertThat(ImportAccess.of(() -> "root", Roles.ADMIN::equals)).isEqualTo(ADMIN);
        assertThat(ImportAccess.of(null, role -> true)).isEqualTo(NOBODY);
    }

    @Test
    void nobody_cancels_what_has_ended() {
        assertThat(ADMIN.may(CANCEL, ImportViews.ended(RunStatus.SUCCEEDED, 1, null)))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(RunStatus.class)
    void the_owner_resumes_what_failed_or_was_cancelled_and_only_an_admin_what_is_parked(RunStatus status) {
        ImportView view = at(status);

        assertThat(OWNER.may(RESUME, view))
                .isEqualTo(EnumSet.of(RunStatus.FAILED, RunStatus.CANCELLED).contains(status));
        assertThat(ADMIN.may(RESUME, view))
                .isEqualTo(EnumSet.of(RunStatus.FAILED, RunStatus.CANCELLED, RunStatus.PARKED)
                        .contains(status));
        assertThat(STRANGERS).noneMatch(stranger -> stranger.may(RESUME, view));
    }

    @ParameterizedTest
    @EnumSource(RunStatus.class)
    void only_an_admin_forces_an_import_and_only_one_that_is_cancelling(RunStatus status) {
        ImportView view = at(status);

        assertThat(ADMIN.may(FORCE, view)).isEqualTo(status == RunStatus.CANCELLING);
        assertThat(OWNER.may(FORCE, view)).isFalse();
        assertThat(STRANGERS).noneMatch(stranger -> stranger.may(FORCE, view));
    }

    @ParameterizedTest
    @EnumSource(RunStatus.class)
    void a_refusal_says_whether_the_import_is_another_users_or_an_administrators_to_decide(RunStatus status) {
        ImportView view = at(status);

        assertThat(Intervention.values()).allSatisfy(intervention -> assertThat(ADMIN.refusal(intervention, view))
                .isEmpty());
        assertThat(OWNER.refusal(CANCEL, view)).isEmpty();
        assertThat(OWNER.refusal(RESUME, view).isPresent()).isEqualTo(status == RunStatus.PARKED);
        assertThat(OWNER.refusal(FORCE, view)).contains("Only an administrator can force an import to end.");
        assertThat(STRANGERS).allSatisfy(stranger -> {
            assertThat(stranger.refusal(CANCEL, view)).contains("This import was started by another user.");
            assertThat(stranger.refusal(RESUME, view)).contains("This import was started by another user.");
            assertThat(stranger.refusal(FORCE, view)).contains("Only an administrator can force an import to end.");
        });
    }

    private static ImportView at(RunStatus status) {
        return ImportViews.at(status, 5, 10L);
    }
}
