package dev.longhaul.cluster;

import java.io.DataInput;
import java.io.IOException;
import java.util.Set;
import org.jgroups.BytesMessage;
import org.jgroups.Message;
import org.jgroups.MessageFactory;
import org.jgroups.ObjectMessage;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.util.Digest;
import org.jgroups.util.MutableDigest;
import org.jgroups.util.SeqnoList;
import org.jgroups.util.SizeStreamable;

/**
 * The messages that JGroups reads from the wire, without those that hold a Java object of the sender's choice. JGroups
 * reads a message before it compares the name of the cluster and looks for the sender among the members. A message may
 * name any class, of which JGroups then makes an instance, or hold a Java-serialized object. Only the protocols of the
 * stack need object messages, for three types; Infinispan sends bytes.
 *
 * <p>A message that is refused is logged by JGroups and lost; the connection stays.
 */
final class WireMessages extends MessageFactory {

    private static final Set<Short> READABLE = Set.of(
            ClassConfigurator.getMagicNumber(Digest.class),
            ClassConfigurator.getMagicNumber(MutableDigest.class),
            ClassConfigurator.getMagicNumber(SeqnoList.class));

    private WireMessages() {}

    /**
     * From now on, for every channel of this class loader. Harmless a second time.
     *
     * <p>For maintainers: JGroups has this table once for all channels, and no setting for it.
     */
    static void refuseObjects() {
        creators[Message.BYTES_MSG] = PlainBytes::new;
        creators[Message.OBJ_MSG] = KnownObject::new;
        creators[Message.NIO_MSG] = () -> {
            throw new IllegalArgumentException("a peer sent a message of a kind that this cluster does not use");
        };
    }

    private static final class PlainBytes extends BytesMessage {

        @Override
        public void readPayload(DataInput in) throws IOException {
            if (isFlagSet(Flag.SERIALIZED)) {
                throw new IOException("a peer sent a serialized object, which is not read");
            }
            super.readPayload(in);
        }
    }

    private static final class KnownObject extends ObjectMessage {

        @Override
        public void readPayload(DataInput in) throws IOException, ClassNotFoundException {
            // as Util.writeSizeStreamable writes it: 0 for null, otherwise the number of the class; -1 for a name
            if (in.readByte() == 0) {
                return;
            }
            short type = in.readShort();
            if (!READABLE.contains(type)) {
                throw new IOException("a peer sent an object of type " + type + ", which is not read");
            }
            SizeStreamable object = ClassConfigurator.create(type);
            object.readFrom(in);
            obj = object;
        }
    }
}
