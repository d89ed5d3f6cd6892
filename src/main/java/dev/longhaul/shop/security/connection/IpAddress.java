package dev.longhaul.shop.security.connection;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IPv4 or IPv6 address in numbers. An IPv4 address written as IPv6 ({@code ::ffff:192.0.2.1}) is the IPv4 address.
 * Names are never looked up.
 */
public final class IpAddress {

    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** A provider gives a home or an office this many bits at least (RFC 6177), and all addresses below are its own. */
    private static final int NETWORK_BYTES_OF_IPV6 = 8;

    private final InetAddress address;

    private IpAddress(InetAddress address) {
        this.address = address;
    }

    /**
     * Reads an address without brackets, port or prefix length; the zone after {@code %} is left out. Empty for
     * anything else, such as a name.
     */
    public static Optional<IpAddress> parse(String text) {
        String plain = text.contains(":") ? text.replaceFirst("%[\\w.-]+$", "") : text;
        if (!IPV4.matcher(plain).matches() && !IPV6.matcher(plain).matches()) {
            return Optional.empty();
        }
        try {
            // in brackets only a literal is accepted, so no name server is asked
            return Optional.of(new IpAddress(InetAddress.getByName(plain.contains(":") ? "[" + plain + "]" : plain)));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    /**
     * The part of an address that one party controls, as a key to count by: an IPv4 address as it is, of an IPv6
     * address the first 64 bits. A text that is not an address is returned as it is.
     */
    public static String networkOf(String address) {
        return parse(address).map(IpAddress::network).orElse(address);
    }

    boolean isLoopback() {
        return address.isLoopbackAddress();
    }

    byte[] bytes() {
        return address.getAddress();
    }

    private String network() {
        byte[] bytes = bytes();
        if (bytes.length == 4) {
            return toString();
        }
        Arrays.fill(bytes, NETWORK_BYTES_OF_IPV6, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen bytes are an address", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress that && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    /** The address in numbers, without a zone. */
    @Override
    public String toString() {
        return address.getHostAddress();
    }
}
