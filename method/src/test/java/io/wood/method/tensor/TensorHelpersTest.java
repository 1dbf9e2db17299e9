package io.wood.method.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TensorHelpersTest {
  private final NDManager manager = Devices.manager(Device.cpu());

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void resizesLikePlanesDoInBothDirections() {
    float[] values = {1, 5, 2, 8, 3, 9, 4, 7, 6, 2, 1, 0};
    NDArray x = manager.create(values, new Shape(1, 3, 4));
    for (int[] size : new int[][] {{2, 3}, {7, 9}, {1, 1}, {3, 4}}) {
      float[] resized = BilinearResize.resize(x, size[0], size[1]).toFloatArray();
      float[] expected = new ImagePlanes(1, 3, 4, values).resized(size[0], size[1]).values();
      assertThat(resized).containsExactly(expected, Offset.offset(1e-5f));
    }
  }

  @Test
  void resizesDifferentiablyAfterItsHandlesAreClosed() {
    try (GradientMode on = GradientMode.on()) {
      NDArray x = manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2));
      x.setRequiresGradient(true);
      NDArray sum = BilinearResize.resize(x, 4, 4).sum();
      Gradients.backward(sum);
      assertThat(Gradients.of(x).toFloatArray()).containsExactly(4, 4, 4, 4);
      Gradients.clear(x);
      assertThat(Gradients.of(x).toFloatArray()).containsOnly(0);
    }
  }

  /** With {@code mul(Number)} nearly every one of these gradients is wrong. */
  @Test
  void keepsConstantsForTheGradientThroughGarbageCollections() throws InterruptedException {
    try (GradientMode on = GradientMode.on()) {
      for (int trial = 0; trial < 3; trial++) {
        NDArray x = manager.create(new float[] {1, 2});
        x.setRequiresGradient(true);
        NDArray product = x;
        for (int i = 0; i < 200; i++) {
          NDArray factor = product;
          product =
              TensorScopes.keep(manager, () -> factor.mul(EngineConstants.scalar(manager, 1)));
        }
        System.gc();
        Thread.sleep(50);
        ByteBuffer[] reused = new ByteBuffer[3000];
        Arrays.setAll(reused, i -> ByteBuffer.allocateDirect(4).putFloat(0, 3));
        Gradients.backward(product.sum());
        assertThat(Gradients.of(x).toFloatArray()).containsExactly(1, 1);
      }
    }
  }

  @Test
  void recordsNothingWhileTheModeIsOff() {
    NDArray x = manager.create(new float[] {1});
    x.setRequiresGradient(true);
    try (GradientMode on = GradientMode.on()) {
      try (GradientMode off = GradientMode.off()) {
        NDArray unrecorded = x.add(1);
        assertThatThrownBy(() -> Gradients.backward(unrecorded))
            .isInstanceOf(EngineException.class);
      }
      Gradients.backward(x.add(1));
      assertThat(Gradients.of(x).toFloatArray()).containsExactly(1);
    }
  }

  @Test
  void sharesThreadsOfOneThreadAtATime() {
    int before = JniUtils.getNumThreads();
    int all;
    try (EngineThreads whole = EngineThreads.all()) {
      all = JniUtils.getNumThreads();
    }
    try (EngineThreads share = EngineThreads.share(1000)) {
      assertThat(JniUtils.getNumThreads()).isOne();
      int elsewhere =
          CompletableFuture.supplyAsync(
                  () -> {
                    try (EngineThreads whole = EngineThreads.all()) {
                      return JniUtils.getNumThreads();
                    }
                  })
              .join();
      assertThat(elsewhere).isEqualTo(all);
      assertThat(JniUtils.getNumThreads()).isOne();
    }
    assertThat(JniUtils.getNumThreads()).isEqualTo(before);
  }

  @Test
  void closesEverythingButTheResult() {
    NDArray x = manager.create(new float[] {1, 2});
    int before = manager.getManagedArrays().size();
    try (NDScope outer = new NDScope()) {
      outer.suppressNotUsedWarning();
      NDArray y = TensorScopes.keep(manager, () -> x.add(1).mul(x).add(x));
      assertThat(y.toFloatArray()).containsExactly(3, 8);
      assertThat(manager.getManagedArrays()).hasSize(before + 1);
    }
    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  @Test
  void writesTheSameNpzForTheSameArrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    arrays.put("keys", manager.create(new int[] {3, 5}));
    arrays.put("maps", manager.create(new float[] {1, 2, 3, 4}, new Shape(1, 2, 2)));
    arrays.put("one", manager.create(1.5f));
    arrays.put("bytes", manager.zeros(new Shape(2, 3), DataType.UINT8));
    byte[] file = Npz.write(arrays);
    assertThat(Npz.write(arrays)).isEqualTo(file);
    Map<String, NDArray> read = Npz.read(manager, file);
    assertThat(read.keySet()).containsExactly("keys", "maps", "one", "bytes");
    assertThat(new NDList(read.values())).isEqualTo(new NDList(arrays.values()));
  }

  @Test
  void refusesWhatIsNoNpz() {
    assertThatThrownBy(() -> Npz.read(manager, new byte[] {1, 2, 3, 4, 5}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("npz");
  }

  @Test
  void namesDevicesThatAreNotThere() {
    assertThat(Devices.of("cpu")).isEqualTo(Device.cpu());
    assertThatThrownBy(() -> Devices.of("gpu:99")).hasMessageContaining("gpu:99");
    assertThatThrownBy(() -> Devices.of("tpu")).hasMessageContaining("auto, cpu or gpu:N");
  }
}
