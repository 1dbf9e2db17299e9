package io.wood.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void namesATakenPortAndTheOptionThatChangesIt() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports = new Ports(Map.of("trainer", other.getLocalPort()));

      assertThatThrownBy(ports::requireFree)
          .hasMessageContaining("port " + other.getLocalPort())
          .hasMessageContaining("trainer")
          .hasMessageContaining("--trainer-port")
          .hasMessageContaining("WOOD_TRAINER_PORT");
    }
  }

  @Test
  void acceptsFreePorts() {
    Ports ports = new Ports(Map.of("kafka", Ports.anyFree()));

    ports.requireFree();

    assertThat(ports.of("kafka")).isPositive();
  }

  @Test
  void refusesOnePortForTwo() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("kafka", 9000);
    ports.put("store", 9000);

    assertThatThrownBy(() -> new Ports(ports))
        .hasMessage("kafka and store are both to use port 9000; choose another with --store-port");
  }

  @Test
  void refusesNumbersThatAreNoPorts() {
    assertThatThrownBy(() -> new Ports(Map.of("kafka", 70000))).hasMessageContaining("70000");
  }
}
