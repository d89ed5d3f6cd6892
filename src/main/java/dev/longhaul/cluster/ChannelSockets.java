package dev.longhaul.cluster;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jgroups.util.DefaultSocketFactory;

/** Makes the sockets of the cluster channel, with TLS where there is a key. */
final class ChannelSockets extends DefaultSocketFactory {

    private final Optional<SSLContext> tls;

    private ChannelSockets() {
        this.tls = Optional.empty();
    }

    private ChannelSockets(SSLContext context) {
        super(context);
        this.tls = Optional.of(context);
    }

    static ChannelSockets of(Optional<ClusterTls> tls) {
        return tls.map(key -> new ChannelSockets(key.context())).orElseGet(ChannelSockets::new);
    }

    @Override
    public ServerSocket createServerSocket(String name) throws IOException {
        return new HandshakeServerSocket(tls);
    }
}
