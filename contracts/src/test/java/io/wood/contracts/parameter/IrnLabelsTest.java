package io.wood.contracts.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.parameter.RefinementParameters.IrnLabels;
import org.junit.jupiter.api.Test;

class IrnLabelsTest {
  private static final boolean CAM = false;
  private static final boolean ADVCAM = true;

  @Test
  void thresholdsThatAreNotGivenAreThoseOfTheKindOfCam() {
    assertThat(IrnLabels.BY_CAM.foreground()).isEqualTo(.30);
    assertThat(IrnLabels.BY_CAM.background(CAM)).isEqualTo(.05);
    assertThat(IrnLabels.BY_CAM.background(ADVCAM)).isEqualTo(.15);
    assertThat(IrnLabels.BY_CAM.crfIterations()).isEqualTo(10);
  }

  @Test
  void thresholdsThatAreGivenCountForEveryKindOfCam() {
    IrnLabels given = new IrnLabels(.4, .2, 3, null);

    assertThat(given.foreground()).isEqualTo(.4);
    assertThat(given.background(CAM)).isEqualTo(given.background(ADVCAM)).isEqualTo(.2);
    assertThat(IrnLabels.PAPER.foreground()).isEqualTo(.30);
    assertThat(IrnLabels.PAPER.background(CAM))
        .isEqualTo(IrnLabels.PAPER.background(ADVCAM))
        .isEqualTo(.15);
  }

  @Test
  void theCrfGrowsAndShrinksWithTheImage() {
    assertThat(IrnLabels.BY_CAM.crfScale(500)).isEqualTo(1);
    assertThat(IrnLabels.BY_CAM.crfScale(125)).isEqualTo(.25);
    assertThat(IrnLabels.BY_CAM.crfScale(1000)).isEqualTo(2);
    assertThat(new IrnLabels(null, null, 10, 100).crfScale(250)).isEqualTo(2.5);
  }

  @Test
  void theCrfIsThatOfThePaperWhereNoSideIsGiven() {
    assertThat(IrnLabels.PAPER.crfScale(125)).isEqualTo(1);
    assertThat(new IrnLabels(null, null, 10, 0).crfScale(125)).isEqualTo(1);
    assertThat(new IrnLabels(null, null, 10, null).crfScale(125)).isEqualTo(1);
  }
}
