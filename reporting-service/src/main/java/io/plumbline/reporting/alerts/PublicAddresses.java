package io.plumbline.reporting.alerts;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses belong to one host on the public internet, by the IANA's registries of special-purpose addresses
 * (RFC 6890 and those that update it), and which of the others belong to a private network.
 */
final class PublicAddresses {

    /** Addresses whose first {@code bits} bits are those of {@code network}. */
    private record Block(byte[] network, int bits) {

        static Block of(String notation) {
            int slash = notation.indexOf('/');
            return new Block(
                    InetAddress.ofLiteral(notation.substring(0, slash)).getAddress(),
                    Integer.parseInt(notation.substring(slash + 1)));
        }

        boolean contains(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit += Byte.SIZE) {
                int mask = bits - bit >= Byte.SIZE ? 0xff : 0xff << (Byte.SIZE - (bits - bit)) & 0xff;
                int i = bit / Byte.SIZE;
                if ((address[i] & mask) != (network[i] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Block> PRIVATE = blocks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7");

    private static final List<Block> SPECIAL = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            // multicast, reserved and broadcast
            "224.0.0.0/3");

    /** Of IPv6 only this part is given to hosts; translated, mapped and unique local addresses lie outside. */
    private static final Block GLOBAL_UNICAST = Block.of("2000::/3");

    private static final List<Block> SPECIAL_UNICAST = blocks(
            // protocol assignments, Teredo, benchmarking and ORCHID among them
            "2001::/23",
            "2001:db8::/32",
            // 6to4 and AS112: an IPv4 address within, or no host at all
            "2002::/16",
            "2620:4f:8000::/48",
            "3fff::/20");

    /** Where clouds answer their own machines with credentials, though the addresses lie in public or private blocks. */
    private static final List<Block> METADATA = blocks("168.63.129.16/32", "fd00:ec2::/32", "fd20:ce::/32");

    private PublicAddresses() {}

    /** Whether it is the address of one host that anybody can reach. */
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean special = address instanceof Inet4Address
                ? isIn(SPECIAL, bytes)
                : !GLOBAL_UNICAST.contains(bytes) || isIn(SPECIAL_UNICAST, bytes);
        return !special && !isIn(METADATA, bytes);
    }

    /** Whether it is the address of one host of a private network, and not that of a cloud's metadata. */
    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        return isIn(PRIVATE, bytes) && !isIn(METADATA, bytes);
    }

    private static boolean isIn(List<Block> blocks, byte[] address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    private static List<Block> blocks(String... notations) {
        return Stream.of(notations).map(Block::of).toList();
    }
}
