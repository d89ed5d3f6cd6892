package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testing.FuzzSeeds;
import java.io.IOException;
import java.util.stream.Stream;
import org.infinispan.protostream.ProtobufUtil;
import org.infinispan.protostream.SerializationContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as an entry from a peer: an envelope, or one of the exceptions by which ProtoStream refuses it. */
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
        try {
            ProtobufUtil.fromWrappedByteArray(CONTEXT, input);
        } catch (IOException | IllegalStateException | IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
