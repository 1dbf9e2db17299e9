package io.wood.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.parameter.RefinementParameters;
import org.junit.jupiter.api.Test;

class ParameterTreeTest {
  @Test
  void nestsKnobsByTheirNames() {
    ParameterTree knobs =
        ParameterTree.none().set("schedule.steps", 100).set("schedule.batchSize", 8);

    assertThat(knobs.tree()).hasToString("{\"schedule\":{\"steps\":100,\"batchSize\":8}}");
  }

  @Test
  void leavesAKnobAloneWhenThereIsNoValue() {
    assertThat(ParameterTree.none().set("seed", null).isEmpty()).isTrue();
  }

  @Test
  void readsNumbersListsAndWords() {
    ParameterTree knobs =
        ParameterTree.none()
            .assign("a=.9")
            .assign("b=[1.0,0.5]")
            .assign("c=FIRST_K")
            .assign("d=true");

    assertThat(knobs.tree())
        .hasToString("{\"a\":0.9,\"b\":[1.0,0.5],\"c\":\"FIRST_K\",\"d\":true}");
  }

  @Test
  void changesOneKnobOfARecord() {
    ParameterTree knobs = ParameterTree.of(RefinementParameters.PAPER).assign("walk.beta=8");

    assertThat(knobs.tree().at("/walk/beta").asInt()).isEqualTo(8);
    assertThat(knobs.tree().at("/walk/radius").asInt()).isEqualTo(5);
  }

  @Test
  void statesWhatIsNullInARecord() {
    ParameterTree knobs = ParameterTree.none().set("refinement", RefinementParameters.PAPER);

    // Left out it would keep its default.
    assertThat(knobs.tree().at("/refinement/segmentation").isNull()).isTrue();
  }

  @Test
  void refusesWhatIsNoAssignment() {
    ParameterTree knobs = ParameterTree.none();

    assertThatThrownBy(() -> knobs.assign("momentum")).hasMessageContaining("KNOB=VALUE");
  }
}
