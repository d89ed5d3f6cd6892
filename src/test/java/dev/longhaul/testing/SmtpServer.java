package dev.longhaul.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A mail server that keeps what it is given, in the order in which it took it, and refuses on demand. */
public final class SmtpServer implements AutoCloseable {

    /** What was taken: to whom, and header and text as they came. */
    public record Message(String recipient, String content) {}

    private final ServerSocket socket;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;
    private volatile Consumer<Message> listener = message -> {};

    public SmtpServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept, "smtp-accept");
    }

    public int port() {
        return socket.getLocalPort();
    }

    public List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Refuses every message from now on, or takes them again. */
    public void refuse(boolean refuse) {
        refusing = refuse;
    }

    /** Called before a message is taken, on the thread of its connection; blocked, the sender waits. */
    public void beforeTaking(Consumer<Message> action) {
        listener = action;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                daemon(() -> serve(connection), "smtp-connection");
            }
        } catch (IOException closed) {
            // the end of this server
        }
    }

    private void serve(Socket connection) {
        try (connection;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
                Writer out = new java.io.OutputStreamWriter(connection.getOutputStream(), StandardCharsets.UTF_8)) {
            say(out, "220 test");
            String recipient = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.length() < 4 ? "" : line.substring(0, 4).toUpperCase(java.util.Locale.ROOT);
                switch (command) {
                    case "RCPT" -> {
                        recipient = line.replaceAll(".*<|>.*", "");
                        say(out, refusing ? "550 no such user" : "250 ok");
                    }
                    case "DATA" -> {
                        say(out, "354 go on");
                        take(new Message(recipient, contentOf(in)));
                        say(out, "250 taken");
                    }
                    case "QUIT" -> {
                        say(out, "221 bye");
                        return;
                    }
                    default -> say(out, "250 ok");
                }
            }
        } catch (IOException broken) {
            // the client has gone
        }
    }

    private void take(Message message) {
        listener.accept(message);
        messages.add(message);
    }

    private static String contentOf(BufferedReader in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            lines.add(line);
        }
        return String.join("\n", lines);
    }

    private static void say(Writer out, String line) throws IOException {
        out.write(line + "\r\n");
        out.flush();
    }

    private static void daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
