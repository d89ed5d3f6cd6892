package dev.longhaul.shop.security.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which peers are proxies whose word counts, and in which headers they give it. Immutable.
 *
 * @param ranges their addresses; none trusts no one
 * @param headers the family of headers that is read
 * @param everyClientIsSecure whether all clients use https, although no proxy says so
 */
public record TrustedProxies(List<AddressRange> ranges, Headers headers, boolean everyClientIsSecure) {

    /** Without a proxy: every peer is the client. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of(), Headers.X_FORWARDED, false);

    /** The headers by which a proxy describes its client. */
    public enum Headers {
        /** {@code X-Forwarded-For}, {@code -Proto}, {@code -Host} and {@code -Port}. */
        X_FORWARDED,
        /** {@code Forwarded} (RFC 7239). */
        FORWARDED
    }

    public TrustedProxies {
        ranges = List.copyOf(ranges);
    }

    /**
     * Reads addresses and CIDR ranges with commas between them.
     *
     * @param reject is given each text that is not one
     */
    public static TrustedProxies of(
            String list, Headers headers, boolean everyClientIsSecure, Consumer<String> reject) {
        List<AddressRange> ranges = new ArrayList<>();
        for (String text : list.split(",", -1)) {
            if (!text.isBlank()) {
                AddressRange.parse(text.strip()).ifPresentOrElse(ranges::add, () -> reject.accept(text.strip()));
            }
        }
        return new TrustedProxies(ranges, headers, everyClientIsSecure);
    }

    boolean trust(IpAddress peer) {
        return ranges.stream().anyMatch(range -> range.contains(peer));
    }

    /** Whether the text is the address of a trusted proxy; a text that is not an address is not. */
    boolean trust(String peer) {
        return !ranges.isEmpty() && IpAddress.parse(peer).filter(this::trust).isPresent();
    }

    /**
     * The client at the beginning of a chain of proxies: the last hop that is not one of ours. What stands before it
     * was written by strangers. A hop that cannot be read ends the search at the proxy that named it.
     *
     * @param peer the address of the TCP connection, which is trusted
     * @param hops addresses from the client to the last proxy but one
     */
    Hop client(String peer, List<Optional<IpAddress>> hops) {
        Hop client = new Hop(peer, hops.size());
        for (int index = hops.size() - 1; index >= 0; index--) {
            Optional<IpAddress> hop = hops.get(index);
            if (hop.isEmpty()) {
                return client;
            }
            client = new Hop(hop.get().toString(), index);
            if (!trust(hop.get())) {
                return client;
            }
        }
        return client;
    }

    /**
     * One link of the chain.
     *
     * @param address of the client
     * @param index where the chain names it; the size of the chain for the peer itself
     */
    record Hop(String address, int index) {}
}
