package dev.longhaul.shop.productimport.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.run.RunId;
import dev.longhaul.run.RunStatus;
import dev.longhaul.shop.productimport.ImportView;
import dev.longhaul.shop.productimport.ImportViews;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImportDocumentTest {

    @ParameterizedTest
    @EnumSource(RunStatus.class)
    void the_percent_is_that_of_the_page(RunStatus status) {
        ImportView view = ImportViews.at(status, 1000, 1000L);

        assertThat(document(view).percent()).isEqualTo(status == RunStatus.SUCCEEDED ? 100 : 99);
        assertThat(view.percent()).hasValue(status == RunStatus.SUCCEEDED ? 100 : 99);
    }

    @Test
    void an_unknown_total_has_no_percent() {
        assertThat(document(ImportViews.at(RunStatus.RUNNING, 5, null)).percent())
                .isNull();
    }

    @Test
    void the_receipt_of_a_cancel_says_who_asked_and_when_each_stage_was_reached() {
        ImportDocument document = document(ImportViews.ended(RunStatus.CANCELLED, 12_400, null));

        assertThat(document.cancellation())
                .isEqualTo(new CancellationDocument(
                        "ENDED",
                        "rosa",
                        "node-2",
                        ImportViews.CANCEL.requestedAt(),
                        ImportViews.CANCEL.deliveredAt(),
                        ImportViews.CANCEL.observedAt(),
                        ImportViews.CANCEL.endedAt()));
        assertThat(document.cancelledBy()).isEqualTo("rosa");
        assertThat(document.cancelRequestedAt()).isEqualTo(ImportViews.CANCEL.requestedAt());
        assertThat(document(ImportViews.running()).cancellation()).isNull();
    }

    @Test
    void what_was_chosen_at_the_start_and_the_undo_of_a_cancelled_import_are_told() {
        RunId undo = new RunId(UUID.randomUUID());
        ImportDocument document = document(ImportViews.undone(undo));

        assertThat(document.mode()).isEqualTo("create");
        assertThat(document.onCancel()).isEqualTo("undo");
        assertThat(document.undo()).isEqualTo("/longhaul/api/imports/" + document.id() + "/undo/" + undo);
        ImportDocument ordinary = document(ImportViews.running());
        assertThat(ordinary.mode()).isEqualTo("both");
        assertThat(ordinary.onCancel()).isEqualTo("keep");
        assertThat(ordinary.undo()).isNull();
    }

    @Test
    void links_are_paths() {
        assertThat(document(ImportViews.running()).links())
                .containsEntry(
                        "self", "/longhaul/api/imports/" + ImportViews.running().id())
                .containsEntry(
                        "events",
                        "/longhaul/events/imports/" + ImportViews.running().id());
    }

    private static ImportDocument document(ImportView view) {
        UriInfo address = (UriInfo) Proxy.newProxyInstance(
                ImportDocumentTest.class.getClassLoader(),
                new Class<?>[] {UriInfo.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getBaseUri")) {
                        return URI.create("https://shop.example/longhaul/api/");
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
        return ImportDocument.of(view, address);
    }
}
