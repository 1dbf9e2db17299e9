package io.wood.method.data;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.method.image.LabelMap;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.Devices;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackgroundCellsTest {
  private static final int SIDE = 24;

  @ParameterizedTest
  @CsvSource({
    "0, 0, 011111111", // the first cell reaches 4 pixels from pixel 0
    "4, 4, 001001111", // between four cells: part of all
    "9, 20, 111111101", // the last row of cells lies around pixel 16 and reaches pixel 20
    "22, 22, 111111111", // beyond the last cells
    "12, 16, 111111100"
  })
  void aCellIsBackgroundWhereAllItsPixelsAreOfTheOod(int x, int y, String expected) {
    byte[] labels = new byte[SIDE * SIDE];
    labels[y * SIDE + x] = 1;
    assertThat(cells(labels)).isEqualTo(expected);
    labels[y * SIDE + x] = (byte) LabelMap.IGNORE;
    assertThat(cells(labels)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"8, 32", "8, 36", "8, 41", "16, 40"})
  void thereAreAsManyCellsAsTheNetworkHas(int stride, int side) {
    try (NDManager manager = Devices.manager(Device.cpu());
        Classifier network =
            Classifier.create(new NetworkSpec("small", stride), 2, 1, Device.cpu())) {
      Shape features = network.features(manager.zeros(new Shape(1, 3, side, side))).getShape();
      LabelMap labels = new LabelMap(side, side, new byte[side * side]);
      assertThat(BackgroundCells.of(manager, List.of(labels), stride).getShape())
          .isEqualTo(new Shape(1, features.get(2), features.get(3)));
    }
  }

  @Test
  void imagesKeepTheirOrder() {
    byte[] none = new byte[SIDE * SIDE];
    Arrays.fill(none, (byte) LabelMap.IGNORE);
    LabelMap unknown = new LabelMap(SIDE, SIDE, none);
    LabelMap ood = new LabelMap(SIDE, SIDE, new byte[SIDE * SIDE]);
    try (NDManager manager = Devices.manager(Device.cpu())) {
      NDArray cells = BackgroundCells.of(manager, List.of(unknown, ood, unknown), 8);
      assertThat(cells.sum(new int[] {1, 2}).toFloatArray()).containsExactly(0, 9, 0);
    }
  }

  private static String cells(byte[] labels) {
    StringBuilder text = new StringBuilder();
    try (NDManager manager = Devices.manager(Device.cpu())) {
      LabelMap map = new LabelMap(SIDE, SIDE, labels);
      for (float cell : BackgroundCells.of(manager, List.of(map), 8).toFloatArray()) {
        text.append((int) cell);
      }
    }
    return text.toString();
  }
}
