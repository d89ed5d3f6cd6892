package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.run.RunStatus;
import dev.longhaul.shop.security.Roles;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VisitorTest {
    private static final ImportView ROSAS = ImportViews.running();
    private static final Visitor ADMIN = new Visitor("root", true, true, true);
    private static final Visitor OWNER = new Visitor("rosa", false, false, true);
    private static final Visitor OTHER = new Visitor("ali", false, false, true);
    private static final Visitor VIEWER = new Visitor("vera", false, true, false);
    private static final Visitor VIEWING_IMPORTER = new Visitor("ivo", false, true, true);
    private static final Visitor NOBODY = new Visitor("", false, false, false);

    @Test
    void an_importer_sees_only_their_own() {
        assertThat(OWNER.sees(ROSAS)).isTrue();
        assertThat(OTHER.sees(ROSAS)).isFalse();
        assertThat(NOBODY.sees(ROSAS)).isFalse();
    }

    @Test
    void admins_and_viewers_see_all() {
        assertThat(ADMIN.sees(ROSAS)).isTrue();
        assertThat(VIEWER.sees(ROSAS)).isTrue();
    }

    @Test
    void the_owner_and_an_admin_may_cancel() {
        assertThat(OWNER.mayCancel(ROSAS)).isTrue();
        assertThat(ADMIN.mayCancel(ROSAS)).isTrue();
        assertThat(OTHER.mayCancel(ROSAS)).isFalse();
        assertThat(VIEWER.mayCancel(ROSAS)).isFalse();
        assertThat(VIEWING_IMPORTER.mayCancel(ROSAS)).isFalse();
    }

    @Test
    void roles_come_from_whoever_signed_in() {
        assertThat(Visitor.of(() -> "ivo", Set.of(Roles.VIEWER, Roles.IMPORTER)::contains))
                .isEqualTo(VIEWING_IMPORTER);
        assertThat(Visitor.of(() -> "root", Roles.ADMIN::equals)).isEqualTo(ADMIN);
        assertThat(Visitor.of(null, role -> true)).isEqualTo(NOBODY);
    }

    @Test
    void nobody_cancels_what_has_ended() {
        assertThat(ADMIN.mayCancel(ImportViews.ended(RunStatus.SUCCEEDED, 1, null)))
                .isFalse();
    }
}
