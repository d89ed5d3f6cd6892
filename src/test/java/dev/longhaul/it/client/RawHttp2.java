package dev.longhaul.it.client;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * As much of HTTP/2 (RFC 9113) as one GET needs, over TLS, so that a stream can be reset and its connection lost. What
 * the server compresses is not read. Used by one thread.
 */
public final class RawHttp2 implements AutoCloseable {

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int ACK = 1;
    private static final int END_STREAM = 1;
    private static final int END_STREAM_AND_HEADERS = 5;
    private static final int CANCEL = 8;
    private static final int STREAM = 1;

    private final RawClient client;
    private final DataInputStream input;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean streamEnded;

    private RawHttp2(RawClient client) throws IOException {
        this.client = client;
        this.input = new DataInputStream(client.input());
    }

    public static RawHttp2 connect(int port) throws IOException {
        RawHttp2 connection = new RawHttp2(RawClient.tls(port, "h2"));
        connection.client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        connection.send(SETTINGS, 0, 0, new byte[0]);
        return connection;
    }

    public void get(String path) throws IOException {
        get(path, "");
    }

    /**
     * As {@link #get(String)}.
     *
     * @param authorization the value of the header; empty for none
     */
    public void get(String path, String authorization) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(0x82); // :method GET, RFC 7541 appendix A
        block.write(0x87); // :scheme https
        literal(block, 0x01, "localhost"); // :authority
        literal(block, 0x04, path); // :path
        if (!authorization.isEmpty()) {
            block.write(0x0F); // what follows counts from 15
            literal(block, 23 - 15, authorization); // authorization
        }
        send(HEADERS, END_STREAM_AND_HEADERS, STREAM, block.toByteArray());
    }

    /** Reads until so many bytes of the body have come. */
    public void readBody(int bytes) throws IOException {
        while (body.size() < bytes && !streamEnded) {
            readFrame();
        }
    }

    /** Reads what comes within this time; a frame that has begun is read to its end. */
    public void readFor(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toMillis();
                left > 0;
                left = Duration.ofNanos(end - System.nanoTime()).toMillis()) {
            int first = client.readByte(Duration.ofMillis(left));
            if (first < 0) {
                return;
            }
            readFrame(first);
        }
    }

    public String readToEnd() throws IOException {
        while (!streamEnded) {
            readFrame();
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    /** Resets the stream and keeps the connection; answers when. */
    public long leaveByReset() throws IOException {
        long now = System.nanoTime();
        send(RST_STREAM, 0, STREAM, ByteBuffer.allocate(4).putInt(CANCEL).array());
        return now;
    }

    public RawClient connection() {
        return client;
    }

    private void readFrame() throws IOException {
        readFrame(input.readUnsignedByte());
    }

    private void readFrame(int first) throws IOException {
        int length = first << 16 | input.readUnsignedShort();
        int type = input.readUnsignedByte();
        int flags = input.readUnsignedByte();
        int stream = input.readInt() & Integer.MAX_VALUE;
        byte[] payload = input.readNBytes(length);
        if (type == SETTINGS && (flags & ACK) == 0) {
            send(SETTINGS, ACK, 0, new byte[0]);
        } else if (type == PING && (flags & ACK) == 0) {
            send(PING, ACK, 0, payload);
        } else if (stream == STREAM) {
            if (type == DATA) {
                body.write(payload);
            }
            streamEnded |= type == RST_STREAM || ((type == DATA || type == HEADERS) && (flags & END_STREAM) != 0);
        }
    }

    private void send(int type, int flags, int stream, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
        frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
        frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
        client.send(frame.array());
    }

    /** A header field with an indexed name, without indexing and without Huffman. */
    private static void literal(ByteArrayOutputStream block, int nameIndex, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length >= 127) {
            throw new IllegalArgumentException("longer than this client needs: " + value);
        }
        block.write(nameIndex);
        block.write(bytes.length);
        block.writeBytes(bytes);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
