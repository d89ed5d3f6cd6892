package dev.longhaul.shop.security.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether the head of a request says in one way only where its body ends and whom it is for (RFC 9112, sections 3.2 and
 * 6.3). A proxy that reads it in the other way would take the body for a request of its own. What the server's parser
 * repairs before the application sees it, such as a bare line feed, cannot be found here.
 */
final class RequestFraming {

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");

    private RequestFraming() {}

    static boolean isClear(HttpServletRequest request) {
        List<String> lengths = all(request, "Content-Length");
        List<String> codings = all(request, "Transfer-Encoding");
        List<String> hosts = all(request, "Host");
        return lengths.size() + codings.size() <= 1
                && lengths.stream().allMatch(length -> LENGTH.matcher(length).matches())
                && codings.stream().allMatch(coding -> coding.equalsIgnoreCase("chunked"))
                && hosts.size() <= 1
                && hosts.stream().allMatch(host -> HOST.matcher(host).matches())
                && request.getProtocol().matches("HTTP/(1\\.[01]|2(\\.0)?)");
    }

    private static List<String> all(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}
