package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cancellation.CancellationReason.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Properties;
import org.infinispan.protostream.ProtobufUtil;
import org.infinispan.protostream.SerializationContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What nodes of another version may send. The golden files hold envelopes as versions of this code wrote them; a change
 * of the format adds one and leaves the earlier ones as they are.
 */
class EnvelopeFormatTest {

    private static final int NEWEST = 2;

    private static final String INSTANCE = "6f1d2c1e-0000-4000-8000-000000000001";
    private static final StateEnvelope STATE = new StateEnvelope(
            "mailing",
            "spring",
            INSTANCE,
            "{\"sent\":4711,\"total\":5000}",
            3,
            42,
            "RUNNING",
            "node-1",
            "incarnation-1",
            1_764_154_800_000L,
            1_764_154_860_000L,
            902_000);
    private static final CancelEnvelope CANCEL = new CancelEnvelope(
            INSTANCE,
            "USER",
            "the file was the wrong one",
            "anna",
            "node-2",
            1_764_154_870_000L,
            1_764_154_870_001L,
            0,
            900_000,
            1_764_154_870_002L,
            "");
    private static final UpdateEnvelope UPDATE = new UpdateEnvelope(
            INSTANCE, "incarnation-2", "incarnation-1", 7, "WRITE", 6, "{\"sent\":4712,\"total\":5000}", "");

    private final SerializationContext context = ProtobufUtil.newSerializationContext();

    EnvelopeFormatTest() {
        GeneratedStateSchema schema = new GeneratedStateSchema();
        schema.registerSchema(context);
        schema.registerMarshallers(context);
    }

    @StateType("mailing")
    public record Mailing(long sent, long total) {}

    @ParameterizedTest
    @ValueSource(ints = {1, NEWEST})
    void a_state_that_an_earlier_version_wrote_is_read(int version) throws IOException {
        assertThat(read(StateEnvelope.class, golden(version, "state"))).isEqualTo(STATE);
    }

    @Test
    void a_cancel_that_the_first_version_wrote_is_read_and_has_not_been_observed() throws IOException {
        CancelEnvelope read = read(CancelEnvelope.class, golden(1, "cancel"));

        assertThat(read.observedMillis()).isZero();
        assertThat(read.isUsed()).isFalse();
        assertThat(read.withStages(0, CANCEL.observedMillis(), 0)).isEqualTo(CANCEL);
    }

    @Test
    void what_this_version_writes_is_what_the_newest_golden_file_holds() throws IOException {
        assertThat(HexFormat.of().formatHex(write(STATE))).isEqualTo(golden(NEWEST, "state"));
        assertThat(HexFormat.of().formatHex(write(CANCEL))).isEqualTo(golden(NEWEST, "cancel"));
        assertThat(HexFormat.of().formatHex(write(UPDATE))).isEqualTo(golden(NEWEST, "update"));
        assertThat(read(CancelEnvelope.class, golden(NEWEST, "cancel"))).isEqualTo(CANCEL);
        assertThat(read(UpdateEnvelope.class, golden(NEWEST, "update"))).isEqualTo(UPDATE);
    }

    @Test
    void a_golden_state_is_found_by_its_type() throws IOException {
        InMemoryNodes nodes = new InMemoryNodes();
        AsyncState node = nodes.start("node-2");
        nodes.store().insert(read(StateEnvelope.class, golden(1, "state")));

        assertThat(node.find(Mailing.class, "spring")).contains(new Mailing(4_711, 5_000));
        assertThat(node.phase(Mailing.class, "spring")).contains(StatePhase.OWNER_LOST);
    }

    @Test
    void a_kind_of_reason_that_only_a_later_version_knows_still_cancels_with_its_text() throws IOException {
        String later = golden(NEWEST, "cancel").replace(hex("USER"), hex("MOON"));

        CancelEnvelope read = read(CancelEnvelope.class, later);

        assertThat(read.kind()).isEqualTo("MOON");
        assertThat(read.reason().kind()).isEqualTo(Kind.USER);
        assertThat(read.reason().text()).isEqualTo(CANCEL.text());
    }

    @Test
    void a_phase_that_only_a_later_version_knows_is_an_end_and_a_sentence_it_does_not_know_is_no_question()
            throws IOException {
        StateEnvelope state =
                read(StateEnvelope.class, golden(NEWEST, "state").replace(hex("RUNNING"), hex("PAUSED!")));
        UpdateEnvelope update =
                read(UpdateEnvelope.class, golden(NEWEST, "update").replace(hex("WRITE"), hex("ERASE")));

        assertThat(state.phaseStored()).isEqualTo(StatePhase.ENDED);
        assertThat(update.isQuestion()).isFalse();
    }

    @Test
    void a_field_that_only_a_later_version_writes_is_left_out() throws IOException {
        byte[] whole = HexFormat.of().parseHex(golden(NEWEST, "state"));
        StateEnvelope plain = ProtobufUtil.fromWrappedByteArray(context, whole);
        // field 99, a number: its tag takes two bytes, its value one
        byte[] message = ProtobufUtil.toByteArray(context, plain);
        byte[] longer = Arrays.copyOf(message, message.length + 3);
        longer[message.length] = (byte) 0x98;
        longer[message.length + 1] = 0x06;
        longer[message.length + 2] = 1;

        assertThat(ProtobufUtil.fromByteArray(context, longer, StateEnvelope.class))
                .isEqualTo(STATE);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] write(Object envelope) throws IOException {
        return ProtobufUtil.toWrappedByteArray(context, envelope);
    }

    private <E> E read(Class<E> type, String hex) throws IOException {
        return type.cast(
                ProtobufUtil.fromWrappedByteArray(context, HexFormat.of().parseHex(hex)));
    }

    private static String golden(int version, String envelope) throws IOException {
        try (InputStream file = Objects.requireNonNull(
                EnvelopeFormatTest.class.getResourceAsStream("envelopes-" + version + ".properties"))) {
            Properties golden = new Properties();
            golden.load(new StringReader(new String(file.readAllBytes(), StandardCharsets.US_ASCII)));
            return Objects.requireNonNull(golden.getProperty(envelope));
        }
    }
}
