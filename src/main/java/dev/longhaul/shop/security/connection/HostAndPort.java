package dev.longhaul.shop.security.connection;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host with or without a port, as in the header {@code Host} (RFC 9110, section 7.2).
 *
 * @param host in lower case; an IPv6 address keeps its brackets
 * @param port -1 if none is given
 */
record HostAndPort(String host, int port) {

    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9_]([A-Za-z0-9_.-]{0,253})|\\[[0-9A-Fa-f:.]{2,45}])(?::(\\d{1,5}))?");
    private static final int MAX_PORT = 65_535;

    static Optional<HostAndPort> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String port = form.group(3);
        int number = port == null ? -1 : Integer.parseInt(port);
        return number == 0 || number > MAX_PORT
                ? Optional.empty()
                : Optional.of(new HostAndPort(form.group(1).toLowerCase(Locale.ROOT), number));
    }

    /** As a server names itself: Undertow takes the brackets off an IPv6 address, Grizzly does not. */
    static HostAndPort named(String server) {
        boolean bare = server.indexOf(':') >= 0 && !server.startsWith("[");
        return new HostAndPort((bare ? "[" + server + "]" : server).toLowerCase(Locale.ROOT), -1);
    }

    HostAndPort withPort(int other) {
        return new HostAndPort(host, other);
    }
}
