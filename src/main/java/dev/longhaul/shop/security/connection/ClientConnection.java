package dev.longhaul.shop.security.connection;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connection as the client sees it, which ends at the first proxy if there is one.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case, as the client named it
 * @param port which the client called
 * @param address of the client, in numbers
 * @param secure whether the client uses TLS up to the server or up to a trusted proxy
 */
public record ClientConnection(String scheme, String host, int port, String address, boolean secure) {

    private static final String TRUSTED = TrustedProxies.class.getName();

    /** From now on, requests to this application are read with these proxies in mind. Called once, at the start. */
    public static void trust(ServletContext application, TrustedProxies proxies) {
        application.setAttribute(TRUSTED, proxies);
    }

    /** Reads headers only, and the same result at each call. Before {@link #trust} no proxy is believed. */
    public static ClientConnection of(HttpServletRequest request) {
        return of(
                request,
                request.getServletContext().getAttribute(TRUSTED) instanceof TrustedProxies proxies
                        ? proxies
                        : TrustedProxies.NONE);
    }

    static ClientConnection of(HttpServletRequest request, TrustedProxies proxies) {
        String peer = request.getRemoteAddr();
        Said said = !proxies.trust(peer)
                ? new Said(peer, null, null, null)
                : proxies.headers() == TrustedProxies.Headers.FORWARDED
                        ? forwarded(request, proxies, peer)
                        : xForwarded(request, proxies, peer);
        boolean secure = said.scheme == null ? request.isSecure() : said.scheme.equals("https");
        String scheme = said.scheme == null ? request.getScheme() : said.scheme;
        HostAndPort called = said.scheme == null && said.host == null && said.port == null
                ? HostAndPort.named(request.getServerName()).withPort(request.getServerPort())
                : called(request, said);
        int port = called.port() > 0 ? called.port() : scheme.equals("https") ? 443 : 80;
        return new ClientConnection(scheme, called.host(), port, said.client, secure || proxies.everyClientIsSecure());
    }

    /** The origin of our own pages on this connection (RFC 6454, section 6.2). */
    public String origin() {
        boolean usual = port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + host + (usual ? "" : ":" + port);
    }

    /** Whether the client is a program on this very machine, so that nothing passes over a network. */
    public boolean isLocal() {
        return IpAddress.parse(address).filter(IpAddress::isLoopback).isPresent();
    }

    private static HostAndPort called(HttpServletRequest request, Said said) {
        // the server's own view of the port is no use here: without one in the header it adds that of its own scheme
        HostAndPort named = Optional.ofNullable(said.host)
                .or(() -> single(request, "Host").flatMap(HostAndPort::parse))
                .orElseGet(() -> HostAndPort.named(request.getServerName()));
        return named.port() < 0 && said.port != null ? named.withPort(said.port) : named;
    }

    private static Said xForwarded(HttpServletRequest request, TrustedProxies proxies, String peer) {
        List<Optional<IpAddress>> hops = Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(ForwardedElement::nodeAddress)
                .toList();
        return new Said(
                proxies.client(peer, hops).address(),
                single(request, "X-Forwarded-Proto")
                        .flatMap(ClientConnection::scheme)
                        .orElse(null),
                single(request, "X-Forwarded-Host").flatMap(HostAndPort::parse).orElse(null),
                single(request, "X-Forwarded-Port")
                        .flatMap(port -> HostAndPort.parse("port:" + port))
                        .map(HostAndPort::port)
                        .orElse(null));
    }

    private static Said forwarded(HttpServletRequest request, TrustedProxies proxies, String peer) {
        String header = String.join(",", Collections.list(request.getHeaders("Forwarded")));
        List<ForwardedElement> elements = ForwardedElement.parse(header);
        TrustedProxies.Hop client = proxies.client(
                peer, elements.stream().map(ForwardedElement::node).toList());
        if (client.index() == elements.size()) {
            return new Said(client.address(), null, null, null);
        }
        // the proxy that the client called is the one that named it
        ForwardedElement first = elements.get(client.index());
        return new Said(
                client.address(),
                first.value("proto").flatMap(ClientConnection::scheme).orElse(null),
                first.value("host").flatMap(HostAndPort::parse).orElse(null),
                null);
    }

    private static Optional<String> scheme(String text) {
        String scheme = text.toLowerCase(Locale.ROOT);
        return Optional.of(scheme).filter(known -> known.equals("https") || known.equals("http"));
    }

    /** The value of a header that was sent exactly once. */
    private static Optional<String> single(HttpServletRequest request, String name) {
        List<String> values = Collections.list(request.getHeaders(name));
        return values.size() == 1 ? Optional.of(values.get(0).strip()) : Optional.empty();
    }

    /** What a trusted proxy says of its client; null for what it does not say. */
    private record Said(
            String client,
            @Nullable String scheme,
            @Nullable HostAndPort host,
            @Nullable Integer port) {}
}
