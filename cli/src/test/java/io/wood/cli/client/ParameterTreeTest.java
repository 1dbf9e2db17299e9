package io.wood.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.parameter.RefinementParameters;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ParameterTreeTest {
  @Test
  void nestsParametersByTheirNames() {
    ParameterTree parameters =
        ParameterTree.empty().set("schedule.steps", 100).set("schedule.batchSize", 8);

    assertThat(parameters.values())
        .isEqualTo(Map.of("schedule", Map.of("steps", 100, "batchSize", 8)));
  }

  @Test
  void leavesAParameterAloneWhenThereIsNoValue() {
    assertThat(ParameterTree.empty().set("seed", null).values()).isEmpty();
  }

  @Test
  void readsNumbersListsAndWords() {
    ParameterTree parameters =
        ParameterTree.empty()
            .assign("a=.9")
            .assign("b=[1.0,0.5]")
            .assign("c=FIRST_K")
            .assign("d=true");

    assertThat(parameters.values())
        .isEqualTo(Map.of("a", .9, "b", List.of(1.0, .5), "c", "FIRST_K", "d", true));
  }

  @Test
  void changesOneParameterOfARecord() {
    ParameterTree parameters = ParameterTree.of(RefinementParameters.PAPER).assign("walk.beta=8");

    assertThat(parameters.read(RefinementParameters.class).walk().beta()).isEqualTo(8);
    assertThat(parameters.read(RefinementParameters.class).walk().radius()).isEqualTo(5);
  }

  @Test
  void containsWhatIsNullInARecord() {
    ParameterTree parameters = ParameterTree.empty().set("refinement", RefinementParameters.PAPER);

    // Left out it would keep its default.
    assertThat(parameters.values().get("refinement"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("segmentation", null);
  }

  @Test
  void listsParametersByTheirPaths() {
    ParameterTree parameters = ParameterTree.empty().assign("walk.beta=8").assign("seed=1");

    assertThat(parameters.flat().toString()).isEqualTo("{seed=1, walk.beta=8}");
  }

  @Test
  void namesAParameterWithAnInvalidValue() {
    ParameterTree parameters = ParameterTree.of(RefinementParameters.PAPER).assign("walk.beta=x");

    assertThatThrownBy(() -> parameters.read(RefinementParameters.class))
        .hasMessageContaining("walk.beta");
  }

  @Test
  void refusesWhatIsNoAssignment() {
    ParameterTree parameters = ParameterTree.empty();

    assertThatThrownBy(() -> parameters.assign("momentum")).hasMessageContaining("NAME=VALUE");
  }
}
