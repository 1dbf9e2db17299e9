package io.wood.method.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
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

  @Test
  void oneOfAnotherRunOrFormatIsRefusedWithTheRemedy() throws IOException {
    byte[] bytes = checkpoint(Map.of()).toBytes();
    assertThat(Checkpoint.of("run", bytes).step()).isEqualTo(4);
    assertThatThrownBy(() -> Checkpoint.of("another run", bytes))
        .isInstanceOf(UnusableCheckpointException.class)
        .hasMessageContaining("other parameters or images, or of another version");

    // What the trainings on label maps wrote before they shared this format
    ByteArrayOutputStream old = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(old)) {
      out.writeUTF("wood pixel training 1");
      out.writeUTF("run");
      out.writeLong(4);
    }
    assertThatThrownBy(() -> Checkpoint.of("run", old.toByteArray()))
        .isInstanceOf(UnusableCheckpointException.class)
        .hasMessageContaining("not a checkpoint of this version; start the run again");
  }

  private static Checkpoint checkpoint(Map<String, String> skipped) {
    return new Checkpoint("run", 4, .5, new byte[] {1, 2, 3}, new byte[] {4}, skipped);
  }
}
