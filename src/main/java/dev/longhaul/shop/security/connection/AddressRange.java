package dev.longhaul.shop.security.connection;

import java.util.Optional;

/** All addresses that begin with the same bits, written as one address or as CIDR ({@code 10.0.0.0/8}, RFC 4632). */
record AddressRange(IpAddress first, int bits) {

    /**
     * Empty for anything that is not exactly one range: a name, a prefix of no bits (which would be every address), a
     * prefix longer than the address, or bits set behind the prefix.
     */
    static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        Optional<IpAddress> first = IpAddress.parse(address);
        if (first.isEmpty() || address.contains("%")) {
            return Optional.empty();
        }
        int size = first.get().bytes().length * Byte.SIZE;
        String prefix = slash < 0 ? Integer.toString(size) : text.substring(slash + 1);
        if (!prefix.matches("[1-9]\\d{0,2}") || Integer.parseInt(prefix) > size) {
            return Optional.empty();
        }
        AddressRange range = new AddressRange(first.get(), Integer.parseInt(prefix));
        return Optional.of(range).filter(AddressRange::endsInZeros);
    }

    boolean contains(IpAddress address) {
        byte[] mine = first.bytes();
        byte[] other = address.bytes();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            if (bit(mine, bit) != bit(other, bit)) {
                return false;
            }
        }
        return true;
    }

    private boolean endsInZeros() {
        byte[] bytes = first.bytes();
        for (int bit = bits; bit < bytes.length * Byte.SIZE; bit++) {
            if (bit(bytes, bit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean bit(byte[] bytes, int index) {
        return (bytes[index / Byte.SIZE] & (0x80 >> (index % Byte.SIZE))) != 0;
    }
}
