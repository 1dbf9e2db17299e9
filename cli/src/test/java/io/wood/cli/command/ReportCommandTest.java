package io.wood.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportCommandTest {
  @Test
  void namesTheRefinementsOfAnExperimentWhoseNameNoneOfThemHas() {
    assertThat(ReportCommand.withoutMasks("base", Optional.empty(), List.of("two", "walk")))
        .isEqualTo(
            "no refinement is called base; those of experiment base are two, walk: give one of"
                + " these names");
  }

  @Test
  void saysHowToMakeMasksWhereThereAreNone() {
    assertThat(ReportCommand.withoutMasks("base", Optional.empty(), List.of()))
        .isEqualTo("base has no masks yet; make them with `wood refine base`");
  }

  @Test
  void saysThatARefinementIsNotComplete() {
    assertThat(ReportCommand.withoutMasks("two", Optional.of("failed: no IRN"), List.of()))
        .isEqualTo("refinement two has no results: failed: no IRN");
  }
}
