package dev.longhaul.it.leaving;

import dev.longhaul.it.client.RawClient;
import dev.longhaul.it.client.RawHttp2;
import dev.longhaul.launcher.ServerUnderTest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** How a client leaves a response that has begun to beat. */
enum WayOfLeaving {
    HTTP_1_FIN("") {
        @Override
        long leave(ServerUnderTest server, String path, Duration phase) throws IOException {
            return first(RawClient.plain(server.options().httpPort()), path, phase)
                    .leaveByFin();
        }
    },
    HTTP_1_RST("") {
        @Override
        long leave(ServerUnderTest server, String path, Duration phase) throws IOException {
            return first(RawClient.plain(server.options().httpPort()), path, phase)
                    .leaveByReset();
        }
    },
    HTTP_1_FIN_BLOCKING("&blocking=1") {
        @Override
        long leave(ServerUnderTest server, String path, Duration phase) throws IOException {
            return HTTP_1_FIN.leave(server, path, phase);
        }
    },
    HTTP_1_RST_BLOCKING("&blocking=1") {
        @Override
        long leave(ServerUnderTest server, String path, Duration phase) throws IOException {
            return HTTP_1_RST.leave(server, path, phase);
        }
    },
    TLS_FIN("") {
        @Override
        long leave(ServerUnderTest server, String path, Duration phase) throws IOException {
            return first(RawClient.tls(server.options().httpsPort(), "http/1.1"), path, phase)
                    .leaveByFin();
        }
    },
    TLS_RST("") {
        @Override
        long leave(ServerUnderTest server, String path, Duration phase) throws IOException {
            return first(RawClient.tls(server.options().httpsPort(), "http/1.1"), path, phase)
                    .leaveByReset();
        }
    },
    HTTP_2_RST_STREAM("") {
        @Override
        long leave(ServerUnderTest server, String path, Duration phase) throws IOException {
            RawHttp2 client = firstOfHttp2(server, path, phase);
            LEFT_OPEN.add(client);
            return client.leaveByReset();
        }
    },
    HTTP_2_RST_STREAM_BLOCKING("&blocking=1") {
        @Override
        long leave(ServerUnderTest server, String path, Duration phase) throws IOException {
            return HTTP_2_RST_STREAM.leave(server, path, phase);
        }
    },
    HTTP_2_FIN("") {
        @Override
        long leave(ServerUnderTest server, String path, Duration phase) throws IOException {
            return firstOfHttp2(server, path, phase).connection().leaveByFin();
        }
    },
    HTTP_2_RST("") {
        @Override
        long leave(ServerUnderTest server, String path, Duration phase) throws IOException {
            return firstOfHttp2(server, path, phase).connection().leaveByReset();
        }
    };

    /** Connections that must outlive their stream until the token has fired. */
    private static final List<AutoCloseable> LEFT_OPEN = Collections.synchronizedList(new ArrayList<>());

    final String parameters;

    WayOfLeaving(String parameters) {
        this.parameters = parameters;
    }

    abstract long leave(ServerUnderTest server, String path, Duration phase) throws IOException;

    private static RawClient first(RawClient client, String path, Duration phase) throws IOException {
        client.get(path);
        client.readUntil("\r\n\r\n");
        client.readUntil(" ");
        client.readFor(phase);
        return client;
    }

    private static RawHttp2 firstOfHttp2(ServerUnderTest server, String path, Duration phase) throws IOException {
        RawHttp2 client = RawHttp2.connect(server.options().httpsPort());
        client.get(path);
        client.readBody(1);
        client.readFor(phase);
        return client;
    }

    /** When in a beat a client leaves. */
    static Duration phase(SplittableRandom random) {
        synchronized (random) {
            return Duration.ofMillis(random.nextInt(Departures.BEAT_MILLIS));
        }
    }

    static void closeWhatIsOpen() throws Exception {
        for (AutoCloseable open : List.copyOf(LEFT_OPEN)) {
            open.close();
        }
        LEFT_OPEN.clear();
    }
}
