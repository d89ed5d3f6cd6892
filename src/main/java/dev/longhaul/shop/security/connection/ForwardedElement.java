package dev.longhaul.shop.security.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one proxy says in the header {@code Forwarded} (RFC 7239, section 4) about the connection that it accepted.
 *
 * @param pairs by name in lower case, such as {@code for} and {@code proto}
 */
record ForwardedElement(Map<String, String> pairs) {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern PAIR =
            Pattern.compile("\\s*(" + TOKEN + ")=(?:(" + TOKEN + ")|\"((?:[^\"\\\\]|\\\\.)*)\")\\s*([;,]|$)");

    ForwardedElement {
        pairs = Map.copyOf(pairs);
    }

    /** All elements from the client to the last proxy; none if any part of the header cannot be read. */
    static List<ForwardedElement> parse(String header) {
        List<ForwardedElement> elements = new ArrayList<>();
        Map<String, String> pairs = new TreeMap<>();
        Matcher pair = PAIR.matcher(header);
        int position = 0;
        while (position < header.length()) {
            if (!pair.find(position) || pair.start() != position || pairs.containsKey(name(pair))) {
                return List.of();
            }
            pairs.put(name(pair), pair.group(2) != null ? pair.group(2) : unquoted(pair.group(3)));
            position = pair.end();
            if (!";".equals(pair.group(4))) {
                elements.add(new ForwardedElement(pairs));
                pairs = new TreeMap<>();
            }
        }
        return pairs.isEmpty() ? elements : List.of();
    }

    /** The node that the proxy was called by; empty for {@code unknown} and for a hidden name. */
    Optional<IpAddress> node() {
        return nodeAddress(pairs.getOrDefault("for", ""));
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(pairs.get(name));
    }

    /** Reads {@code 192.0.2.1}, {@code 192.0.2.1:4711}, {@code [2001:db8::1]} and {@code [2001:db8::1]:4711}. */
    static Optional<IpAddress> nodeAddress(String node) {
        String text = node.strip();
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            boolean portOnly = end > 0 && text.substring(end + 1).matches("(:\\d{1,5})?");
            return portOnly ? IpAddress.parse(text.substring(1, end)) : Optional.empty();
        }
        return IpAddress.parse(text.matches("[0-9.]+:\\d{1,5}") ? text.substring(0, text.indexOf(':')) : text);
    }

    private static String name(Matcher pair) {
        return pair.group(1).toLowerCase(Locale.ROOT);
    }

    private static String unquoted(@Nullable String quoted) {
        return quoted == null ? "" : quoted.replaceAll("\\\\(.)", "$1");
    }
}
