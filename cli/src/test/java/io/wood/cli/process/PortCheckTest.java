package io.wood.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortCheckTest {
  @Test
  void namesATakenPortAndTheOptionThatChangesIt() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      PortCheck ports = new PortCheck(Map.of("trainer", other.getLocalPort()));

      assertThatThrownBy(ports::requireFree)
          .hasMessageContaining("port " + other.getLocalPort())
          .hasMessageContaining("trainer")
          .hasMessageContaining("--trainer-port")
          .hasMessageContaining("WOOD_TRAINER_PORT");
    }
  }

  @Test
  void acceptsFreePorts() {
    PortCheck ports = new PortCheck(Map.of("kafka", PortCheck.anyFree()));

    ports.requireFree();

    assertThat(ports.of("kafka")).isPositive();
  }

  @Test
  void refusesOnePortForTwo() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("kafka", 9000);
    ports.put("store", 9000);

    assertThatThrownBy(() -> new PortCheck(ports))
        .hasMessage("kafka and store are both to use port 9000; choose another with --store-port");
  }

  @Test
  void refusesNumbersThatAreNoPorts() {
    assertThatThrownBy(() -> new PortCheck(Map.of("kafka", 70000))).hasMessageContaining("70000");
  }
}
