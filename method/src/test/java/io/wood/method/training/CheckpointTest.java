package io.wood.method.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckpointTest {
  @Test
  void theImagesThatWereLeftOutComeBackInTheirOrder() {
    Map<String, String> skipped = new LinkedHashMap<>();
    skipped.put("second", "not an image");
    skipped.put("first", "größer als erlaubt");

    assertThat(Checkpoint.read(checkpoint(skipped).toBytes()).skipped())
        .containsExactlyEntriesOf(skipped);
  }

  @Test
  void oneOfAReleaseThatKeptNoSkipsCanStillBeRead() {
    byte[] bytes = checkpoint(Map.of()).toBytes();
    int count = bytes.length - Integer.BYTES;
    assertThat(ByteBuffer.wrap(bytes, count, Integer.BYTES).getInt()).isZero();

    Checkpoint old = Checkpoint.read(Arrays.copyOf(bytes, count));

    assertThat(old.step()).isEqualTo(4);
    assertThat(old.weights()).containsExactly(1, 2, 3);
    assertThat(old.skipped()).isEmpty();
  }

  private static Checkpoint checkpoint(Map<String, String> skipped) {
    return new Checkpoint("run", 4, .5, new byte[] {1, 2, 3}, new byte[] {4}, skipped);
  }
}
