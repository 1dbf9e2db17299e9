package io.wood.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.RefinementParameters;
import org.junit.jupiter.api.Test;

class KnobsTest {
  @Test
  void nestsKnobsByTheirNames() {
    Knobs knobs = Knobs.none().set("schedule.steps", 100).set("schedule.batchSize", 8);

    assertThat(knobs.tree()).hasToString("{\"schedule\":{\"steps\":100,\"batchSize\":8}}");
  }

  @Test
  void leavesAKnobAloneWhenThereIsNoValue() {
    assertThat(Knobs.none().set("seed", null).isEmpty()).isTrue();
  }

  @Test
  void readsNumbersListsAndWords() {
    Knobs knobs =
        Knobs.none().assign("a=.9").assign("b=[1.0,0.5]").assign("c=FIRST_K").assign("d=true");

    assertThat(knobs.tree())
        .hasToString("{\"a\":0.9,\"b\":[1.0,0.5],\"c\":\"FIRST_K\",\"d\":true}");
  }

  @Test
  void changesOneKnobOfARecord() {
    Knobs knobs = Knobs.of(RefinementParameters.PAPER).assign("walk.beta=8");

    assertThat(knobs.tree().at("/walk/beta").asInt()).isEqualTo(8);
    assertThat(knobs.tree().at("/walk/radius").asInt()).isEqualTo(5);
  }

  @Test
  void statesWhatIsNullInARecord() {
    Knobs knobs = Knobs.none().set("refinement", RefinementParameters.PAPER);

    // Left out it would keep its default.
    assertThat(knobs.tree().at("/refinement/segmentation").isNull()).isTrue();
  }

  @Test
  void refusesWhatIsNoAssignment() {
    Knobs knobs = Knobs.none();

    assertThatThrownBy(() -> knobs.assign("momentum")).hasMessageContaining("KNOB=VALUE");
  }
}
