package io.wood.curation.webhook;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Tells addresses of the internet from those of this machine, this network and this cluster. */
final class PublicAddresses {
  /** Ranges that no public server has and that {@link InetAddress} has no question for. */
  private static final List<String> RESERVED =
      List.of(
          "0.0.0.0/8",
          "100.64.0.0/10",
          "192.0.0.0/24",
          "198.18.0.0/15",
          "240.0.0.0/4",
          "fc00::/7",
          "64:ff9b::/96",
          "2002::/16");

  private PublicAddresses() {}

  static boolean isPublic(InetAddress address) {
    return !address.isLoopbackAddress()
        && !address.isAnyLocalAddress()
        && !address.isLinkLocalAddress()
        && !address.isSiteLocalAddress()
        && !address.isMulticastAddress()
        && RESERVED.stream().noneMatch(range -> contains(range, address.getAddress()));
  }

  private static boolean contains(String range, byte[] address) {
    int slash = range.indexOf('/');
    byte[] first = literal(range.substring(0, slash));
    int rest = 8 * address.length - Integer.parseInt(range.substring(slash + 1));
    return first.length == address.length
        && new BigInteger(1, first)
            .shiftRight(rest)
            .equals(new BigInteger(1, address).shiftRight(rest));
  }

  private static byte[] literal(String text) {
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(text + " is no address", e);
    }
  }
}
