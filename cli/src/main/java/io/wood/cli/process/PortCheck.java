package io.wood.cli.process;

import io.wood.cli.console.CommandFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The ports of one system, by process name: broker, store and the services. */
public record PortCheck(Map<String, Integer> byName) {

  public PortCheck {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    Map<Integer, String> seen = new LinkedHashMap<>();
    byName.forEach(
        (name, port) -> {
          if (port < 1 || port > 65535) {
            throw new CommandFailedException(
                "port " + port + " for the " + name + " does not exist; choose one of 1 to 65535");
          }
          String other = seen.put(port, name);
          if (other != null) {
            throw new CommandFailedException(
                other
                    + " and "
                    + name
                    + " are both to use port "
                    + port
                    + "; choose another with "
                    + option(name));
          }
        });
  }

  /** The port of one process. */
  public int of(String name) {
    return byName.get(name);
  }

  /** The command line option that sets a port. */
  static String option(String name) {
    return "--" + name + "-port";
  }

  /** Throws when a port is in use; the message names it and the option that changes it. */
  void requireFree() {
    byName.forEach(
        (name, port) -> {
          if (!isFree(port)) {
            throw new CommandFailedException(
                "port "
                    + port
                    + ", which the "
                    + name
                    + " needs, is taken by another program; choose another with "
                    + option(name)
                    + " or the environment variable WOOD_"
                    + name.toUpperCase(Locale.ROOT)
                    + "_PORT");
          }
        });
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns a port that is free now. */
  public static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no port is free", e);
    }
  }
}
