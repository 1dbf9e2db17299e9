package io.wood.method.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Of 3 GiB, 2172 MiB or 2,277,507,072 bytes are for images; of a heap of 1536 MiB, 1152. */
class PixelMemoryTest {
  private static final long GIBI = 1L << 30;
  private static final MemoryBudget BUDGET = new MemoryBudget(3 * GIBI, 3 * GIBI / 2);

  @Test
  void cams() {
    assertThat(PixelMemory.ofMasks(0)).isEqualTo(new PixelMemory(4000, 636));
    assertThat(PixelMemory.ofMasks(2)).isEqualTo(new PixelMemory(4000, 708));
    assertThat(PixelMemory.ofMasks(80)).isEqualTo(new PixelMemory(4000, 3516));
  }

  @Test
  void predictionsNeedMoreThanTheNetworkFrom67LabelsOn() {
    assertThat(PixelMemory.ofPrediction(66)).isEqualTo(new PixelMemory(4000, 2448));
    assertThat(PixelMemory.ofPrediction(67)).isEqualTo(new PixelMemory(4020, 2476));
    assertThat(PixelMemory.ofPrediction(201)).isEqualTo(new PixelMemory(12_060, 6228));
  }

  @Test
  void theNetworkLimitsImagesOfFewClasses() {
    assertThat(BUDGET.pixels(PixelMemory.ofMasks(2))).isEqualTo(2_277_507_072L / 4000);
    assertThat(BUDGET.pixels(PixelMemory.ofPrediction(21))).isEqualTo(2_277_507_072L / 4000);
    assertThat(BUDGET.scale(500, 375, PixelMemory.ofMasks(2))).isEqualTo(1);
  }

  @Test
  void theHeapLimitsImagesOfManyClasses() {
    assertThat(BUDGET.pixels(PixelMemory.ofMasks(80))).isEqualTo(1_207_959_552L / 3516);
    assertThat(BUDGET.pixels(PixelMemory.ofPrediction(81))).isEqualTo(1_207_959_552L / 2868);
  }

  @Test
  void theTensorsLimitPredictionsOfManyLabels() {
    assertThat(BUDGET.pixels(PixelMemory.ofPrediction(201))).isEqualTo(2_277_507_072L / 12_060);
  }

  /** A large heap is a part of the budget as well. */
  @Test
  void theBudgetLimitsImagesOfWhichMostIsInTheHeap() {
    MemoryBudget large = new MemoryBudget(3 * GIBI, 8 * GIBI);

    assertThat(large.pixels(PixelMemory.ofMasks(200))).isEqualTo(2_277_507_072L / 7836);
  }

  @Test
  void aPhotographBecomesSmallerTheMoreClassesItShows() {
    RgbImage photograph = new RgbImage(1000, 800, new byte[3 * 1000 * 800]);

    RgbImage few = BUDGET.fit(photograph, PixelMemory.ofMasks(2));
    RgbImage many = BUDGET.fit(photograph, PixelMemory.ofMasks(80));

    // 1000 times the root of 569,376/800,000 and of 343,560/800,000
    assertThat(few.width()).isEqualTo(844);
    assertThat(many.width()).isEqualTo(655);
    assertThat(BUDGET.scale(1000, 800, PixelMemory.ofMasks(80))).isBetween(.6553, .6554);
  }

  @Test
  void sharesAreRoundedUpAndTheWholeMemoryAtMost() {
    // 10,000 * 187,500 / 569,376 = 3293.1, / 343,560 = 5457.6
    assertThat(BUDGET.shares(500, 375, PixelMemory.ofMasks(2))).isEqualTo(3294);
    assertThat(BUDGET.shares(500, 375, PixelMemory.ofMasks(80))).isEqualTo(5458);
    assertThat(BUDGET.shares(1, 1, PixelMemory.ofMasks(2))).isEqualTo(1);
    assertThat(BUDGET.shares(4000, 3000, PixelMemory.ofMasks(2))).isEqualTo(MemoryBudget.SHARES);
  }

  @Test
  void refusesABudgetThatHoldsNoPhotograph() {
    // 900 MiB + 100,000 * 4000 bytes are 1281.5 MiB
    assertThatThrownBy(() -> new MemoryBudget(500_000_000, GIBI))
        .hasMessage(
            "a memory budget (wood.refiner.memory-budget) of 476 MiB is too small; give at least 1282 MiB");
  }

  @Test
  void refusesAHeapThatHoldsNoPhotograph() {
    // 100,000 * 672 / .75 bytes are 85.4 MiB
    assertThatThrownBy(() -> new MemoryBudget(3 * GIBI, 64 << 20))
        .hasMessage("a Java heap (-Xmx) of 64 MiB is too small; give at least 86 MiB");
  }
}
