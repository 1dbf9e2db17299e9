package io.wood.method.irn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wood.method.image.LabelMap;
import io.wood.method.tensor.ImagePlanes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IrnLossTest {

  @Test
  void descendsAlongItsFiniteDifferences() {
    // Given a small grid with all kinds of pairs
    Random random = new Random(3);
    byte[] labels = new byte[63];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) (random.nextInt(6) == 0 ? 255 : random.nextInt(3));
    }
    ImagePlanes edge = new ImagePlanes(1, 7, 9);
    ImagePlanes displacement = new ImagePlanes(2, 7, 9);
    IntStream.range(0, 63).forEach(i -> edge.values()[i] = (float) random.nextGaussian());
    IntStream.range(0, 126).forEach(i -> displacement.values()[i] = (float) random.nextGaussian());
    IrnSample sample = new IrnSample(new LabelMap(9, 7, labels), edge, Optional.of(displacement));
    IrnLoss loss = new IrnLoss(4);
    IrnGradient gradient = loss.evaluate(List.of(sample)).gradients().get(0);

    // Then
    for (int i = 0; i < 63; i += 4) {
      assertThat(slope(loss, sample, edge, i)).isCloseTo(gradient.edge().values()[i], within(2e-4));
      assertThat(slope(loss, sample, displacement, 2 * i))
          .isCloseTo(gradient.displacement().values()[2 * i], within(2e-4));
    }
  }

  private static double slope(IrnLoss loss, IrnSample sample, ImagePlanes planes, int at) {
    float before = planes.values()[at];
    planes.values()[at] = before + 1e-3f;
    double above = loss.evaluate(List.of(sample)).losses().total();
    planes.values()[at] = before - 1e-3f;
    double below = loss.evaluate(List.of(sample)).losses().total();
    planes.values()[at] = before;
    return (above - below) / 2e-3;
  }

  @Test
  void isZeroWhereNothingCanBeCompared() {
    byte[] ignored = new byte[12];
    Arrays.fill(ignored, (byte) 255);
    IrnSample sample = sample(new LabelMap(4, 3, ignored));
    IrnSample thin = sample(new LabelMap(1, 3, new byte[3]));

    assertThat(new IrnLoss(10).evaluate(List.of(sample)).losses().total()).isZero();
    assertThat(new IrnLoss(10).evaluate(List.of(thin)).losses().total()).isZero();
  }

  private static IrnSample sample(LabelMap labels) {
    return new IrnSample(
        labels,
        new ImagePlanes(1, labels.height(), labels.width()),
        Optional.of(new ImagePlanes(2, labels.height(), labels.width())));
  }
}
