package dev.longhaul.shop.productimport.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.database.Database;
import dev.longhaul.shop.audit.AuditTables;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.productimport.TestImports;
import dev.longhaul.shop.productimport.upload.UploadQuotas;
import dev.longhaul.shop.productimport.upload.UploadReception;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.productimport.upload.UploadSlots;
import dev.longhaul.shop.productimport.upload.UploadStore;
import dev.longhaul.shop.reading.column.ReadingChoices;
import dev.longhaul.shop.reading.column.WrittenChoices;
import dev.longhaul.testing.DatabaseKind;
import dev.longhaul.testing.Sql;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of an uploaded file until it is imported, on every database. */
@ParameterizedClass(name = "{0}")
@MethodSource("databases")
class StagedFilesTest {

    private static final String ODD = "Kennung;Prcie\nA-1;12,50\nA-2;9,00\nA-3;8,00\n";

    private final Database database;
    private final Jsonb jsonb = JsonbBuilder.create();
    private UploadStore uploads;
    private ReadingProfiles profiles;
    private StagedFiles files;

    StagedFilesTest(Database database) {
        this.database = database;
    }

    static Stream<Arguments> databases() {
        return DatabaseKind.each(TestImports.SCHEMA, AuditTables.SCHEMA);
    }

    @BeforeEach
    void wire() {
        for (String table : List.of("audit_line", "reading_profile", "staged_file", "upload_part", "upload")) {
            Sql.on(database).useHandle(handle -> handle.execute("DELETE FROM " + table));
        }
        uploads = new UploadStore(database, jsonb, UploadQuotas.NONE);
        profiles = new ReadingProfiles(database, jsonb, AuditTables.trail(database));
        files = new StagedFiles(
                database,
                jsonb,
                uploads,
                new UploadReception(uploads, TestImports.PLENTY, new UploadSlots(1)),
                profiles);
    }

    @Test
    void a_file_without_a_key_is_kept_with_its_columns_until_one_is_chosen() throws Exception {
        StagedFile staged = receive(ODD);

        assertThat(staged.isReadable()).isFalse();
        assertThat(staged.refusal()).contains("Kennung", "as the key");
        assertThat(Objects.requireNonNull(staged.reading()).header()).containsExactly("Kennung", "Prcie");
        assertThat(files.firstRecords(staged, 2))
                .extracting(FileRecord::cells)
                .containsExactly(List.of("A-1", "12,50"), List.of("A-2", "9,00"));

        StagedFile read = files.read(staged, choices(Map.of("key", "Kennung"), Map.of("Prcie", "price")), null);

        assertThat(read.isReadable()).isTrue();
        assertThat(read.upload().reading().recordCount()).isEqualTo(3);
        assertThat(files.find(staged.id(), "anna")).contains(read);
    }

    @Test
    void a_choice_that_does_not_fit_refuses_the_reading_and_keeps_the_file() throws Exception {
        StagedFile staged = receive("sku,name\n1,Lamp\n");

        StagedFile misread = files.read(staged, choices(Map.of("key", "Nummer"), Map.of()), null);

        assertThat(misread.isReadable()).isFalse();
        assertThat(misread.refusal()).contains("There is no column `Nummer`");
        assertThat(Objects.requireNonNull(misread.reading()).header()).containsExactly("sku", "name");
        assertThat(files.read(misread, ReadingChoices.NONE, null).isReadable()).isTrue();
    }

    @Test
    void with_the_same_choices_only_the_profile_is_remembered_and_the_bytes_are_not_read_again() throws Exception {
        StagedFile staged = receive("sku,name\n1,Lamp\n");
        // a reader would find an empty file
        Sql.on(database).useHandle(handle -> handle.execute("DELETE FROM upload_part"));

        StagedFile named = files.read(staged, ReadingChoices.NONE, "Alder");

        assertThat(named.isReadable()).isTrue();
        assertThat(named.profile()).isEqualTo("Alder");
    }

    @Test
    void a_file_that_is_broken_in_its_structure_is_kept_whole() throws Exception {
        StagedFile staged = receive("sku,name\n1,\"Lamp\n2,Chair\n");

        assertThat(staged.reading()).isNull();
        assertThat(staged.refusal()).contains("quote");
        assertThat(files.firstRecords(staged, 2)).isEmpty();
        assertThat(storedBytes()).isEqualTo(staged.byteCount()).isEqualTo(25);
    }

    @Test
    void what_is_no_table_at_all_is_refused_and_forgotten() {
        for (String hopeless : List.of("", "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n")) {
            assertThatExceptionOfType(UploadRefusedException.class).isThrownBy(() -> receive(hopeless));
        }

        assertThat(files.list("anna")).isEmpty();
        assertThat(storedBytes()).isZero();
    }

    @Test
    void a_profile_recognises_the_next_file_with_the_same_columns_and_only_that() throws Exception {
        StagedFile first = receive(ODD);
        ReadingChoices choices = choices(Map.of("key", "Kennung", "currency", "CZK"), Map.of("Prcie", "price"));
        profiles.save(" Alder ", first.headerPrint(), choices, "anna");

        StagedFile next = receive("KENNUNG;prcie\nB-1;1,00\n");
        StagedFile other = receive("sku,name\n1,Lamp\n");

        assertThat(next.profile()).isEqualTo("Alder");
        assertThat(next.choices()).isEqualTo(choices);
        assertThat(next.isReadable()).isTrue();
        assertThat(files.needsALook(next)).isTrue();
        assertThat(other.profile()).isNull();
        assertThat(other.choices()).isEqualTo(ReadingChoices.NONE);
        assertThat(files.needsALook(other)).isFalse();
    }

    @Test
    void of_two_profiles_that_know_the_columns_none_is_taken() throws Exception {
        String print = receive(ODD).headerPrint();
        profiles.save("Alder", print, choices(Map.of("key", "Kennung"), Map.of()), "anna");
        profiles.save("Birch", print, choices(Map.of("key", "Kennung", "currency", "PLN"), Map.of()), "ben");

        StagedFile next = receive(ODD);

        assertThat(next.profile()).isNull();
        assertThat(next.choices()).isEqualTo(ReadingChoices.NONE);
        assertThat(profiles.fitting(Objects.requireNonNull(print)))
                .extracting(ReadingProfile::name)
                .containsExactly("Alder", "Birch");
    }

    @Test
    void a_profile_is_replaced_whatever_the_case_of_its_name_and_can_be_removed() throws Exception {
        profiles.save("Alder", null, choices(Map.of("currency", "CZK"), Map.of()), "anna");
        profiles.save("ALDER", null, choices(Map.of("currency", "PLN"), Map.of()), "ben");

        assertThat(profiles.list()).hasSize(1);
        assertThat(profiles.find("alder")).get().satisfies(profile -> {
            assertThat(profile.name()).isEqualTo("ALDER");
            assertThat(profile.choices().currency()).isEqualTo("PLN");
            assertThat(profile.savedBy()).isEqualTo("ben");
        });
        assertThat(profiles.remove("Alder", "mara")).isTrue();
        assertThat(profiles.remove("Alder", "mara")).isFalse();
    }

    @Test
    void each_change_of_a_profile_is_a_line_of_the_audit_trail_and_a_change_that_fails_is_none() throws Exception {
        profiles.save(" Alder ", null, ReadingChoices.NONE, "anna");
        profiles.save("Alder", null, ReadingChoices.NONE, "ben");
        assertThatExceptionOfType(ProfileRefusedException.class)
                .isThrownBy(() -> profiles.save("a/b", null, ReadingChoices.NONE, "anna"));
        profiles.remove("Birch", "mara");
        profiles.remove("Alder ", "mara");

        assertThat(AuditTables.lines(database))
                .containsExactly(
                        "profile-saved anna Alder x1", "profile-saved ben Alder x1", "profile-removed mara Alder x1");
    }

    @Test
    void a_change_of_a_profile_that_cannot_be_recorded_is_not_made() throws Exception {
        profiles.save("Alder", null, ReadingChoices.NONE, "anna");
        Sql.on(database).useHandle(handle -> handle.execute("ALTER TABLE audit_line RENAME TO audit_line_away"));
        try {
            assertThatException().isThrownBy(() -> profiles.save("Birch", null, ReadingChoices.NONE, "anna"));
            assertThatException().isThrownBy(() -> profiles.remove("Alder", "anna"));
        } finally {
            Sql.on(database).useHandle(handle -> handle.execute("ALTER TABLE audit_line_away RENAME TO audit_line"));
        }

        assertThat(profiles.list()).extracting(ReadingProfile::name).containsExactly("Alder");
    }

    @Test
    void a_name_that_no_address_could_carry_is_refused() {
        for (String name : List.of(" ", "x".repeat(101), "a/b", "a\u0000b", "a\u202eb")) {
            assertThatExceptionOfType(ProfileRefusedException.class)
                    .isThrownBy(() -> profiles.save(name, null, ReadingChoices.NONE, "anna"));
        }
    }

    @Test
    void a_file_is_its_user_s_alone() throws Exception {
        StagedFile staged = receive(ODD);

        assertThat(files.find(staged.id(), "ben")).isEmpty();
        assertThat(files.list("ben")).isEmpty();
        assertThat(files.list("anna")).containsExactly(staged);
    }

    @Test
    void a_discarded_file_leaves_nothing_and_so_does_one_that_nobody_imports() throws Exception {
        StagedFile thrownAway = receive(ODD);
        StagedFile forgotten = receive(ODD);

        files.discard(thrownAway);
        assertThat(files.list("anna")).containsExactly(forgotten);
        uploads.discardUnsealed(Duration.ofHours(1), CancellationToken.NONE);
        assertThat(files.list("anna")).containsExactly(forgotten);
        uploads.discardUnsealed(Duration.ZERO, CancellationToken.NONE);

        assertThat(files.list("anna")).isEmpty();
        assertThat(storedBytes()).isZero();
        assertThat(rows("staged_file")).isZero();
    }

    private StagedFile receive(String text) throws UploadRefusedException, IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return files.receive("odd.csv", new ByteArrayInputStream(bytes), bytes.length, "anna");
    }

    private static ReadingChoices choices(Map<String, String> texts, Map<String, String> columns) throws Exception {
        return WrittenChoices.read(texts, columns);
    }

    private long storedBytes() {
        return Sql.on(database).withHandle(handle -> handle.createQuery(
                        "SELECT COALESCE(SUM(OCTET_LENGTH(bytes)), 0) FROM upload_part")
                .mapTo(Long.class)
                .one());
    }

    private long rows(String table) {
        return Sql.on(database).withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }
}
