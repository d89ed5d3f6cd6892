package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testing.FuzzSeeds;
import java.io.IOException;
import java.util.stream.Stream;
import org.infinispan.protostream.ProtobufUtil;
import org.infinispan.protostream.SerializationContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as an entry from a peer: an envelope that can be used, or an exception by which ProtoStream refuses it.
 * {@code ChannelAttackTest} shows that a node survives each of these.
 */
public class EnvelopeFuzzTest {

    private static final SerializationContext CONTEXT = ProtobufUtil.newSerializationContext();

    static {
        GeneratedStateSchema schema = new GeneratedStateSchema();
        schema.registerSchema(CONTEXT);
        schema.registerMarshallers(CONTEXT);
    }

    static Stream<byte[]> seeds() throws IOException {
        return FuzzSeeds.of(EnvelopeFuzzTest.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_entry_is_read_or_refused(byte[] input) {
        fuzzerTestOneInput(input);
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        Object entry;
        try {
            entry = ProtobufUtil.fromWrappedByteArray(CONTEXT, input);
        } catch (IOException | RuntimeException refused) {
            // whatever ProtoStream throws: Infinispan catches all of it where it reads
            return;
        }
        use(entry);
    }

    // what loops, lists and merges ask of an entry that has been read
    private static void use(@Nullable Object entry) {
        if (entry instanceof StateEnvelope state) {
            assertThat(state.key()).isNotNull();
            assertThat(state.phaseStored()).isNotNull();
            assertThat(state.owner()).isNotNull();
            assertThat(MergeOrder.STATES.compare(state, state)).isZero();
        } else if (entry instanceof CancelEnvelope cancel) {
            assertThat(cancel.reason().describe()).isNotBlank();
            assertThat(cancel.receipt().stage()).isNotNull();
            assertThat(MergeOrder.CANCELS.compare(cancel, cancel)).isZero();
        } else if (entry instanceof UpdateEnvelope update) {
            assertThat(update.key()).isNotNull();
            assertThat(MergeOrder.UPDATES.compare(update, update)).isZero();
        }
    }
}
