package io.wood.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import io.wood.contracts.api.trainer.ExperimentOrder;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.parameter.Arm;
import io.wood.store.Json;
import io.wood.trainer.experiment.OrderManifest;
import io.wood.trainer.experiment.RegisterExperiment;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything that a trainer knows can be rebuilt from the topics and the store. */
final class ReplayFromNothingTest {
  private final World first = new World();

  @BeforeEach
  void trainTwoExperiments() {
    first.decide("d1", "lake", Verdict.APPROVED, 1);
    first.decide("d2", "tree", Verdict.APPROVED, 2);
    first.request("base", Arm.BASE);
    first.requests().request(orderOfWood());
    first.trainer("a", new FakeTraining()).work();
    first.decide("d3", "lake", Verdict.PRUNED, 3);
  }

  @Test
  void aTrainerWithoutLocalStateTrainsAndPublishesNothingTwice() {
    List<ClassifierTrained> before = first.broker.all(ClassifierTrained.class);
    RegisterExperiment register = new RegisterExperiment(first.files, () -> {});
    FakeTraining training = new FakeTraining();

    first.requested().forEach(register::register);
    List<String> ran = first.trainer("new", training).work();

    assertThat(ran).isEmpty();
    assertThat(training.startedAt).isEmpty();
    assertThat(first.broker.all(ClassifierTrained.class)).isEqualTo(before);
  }

  @Test
  void aSecondClusterWithACopyOfTheTopicsMakesTheSameManifestsAndWeights() {
    World second = new World();
    copyImages(second);
    for (Event event : first.broker.all(Event.class)) {
      if (event instanceof CurationDecided || event instanceof ExperimentRequested) {
        second.broker.publish(event);
      }
    }

    second.trainer("b", new FakeTraining()).work();

    assertThat(of(second, run -> second.files.frozen(run).orElseThrow().ref()))
        .isEqualTo(of(first, run -> first.files.frozen(run).orElseThrow().ref()));
    assertThat(of(second, run -> second.files.result(run).orElseThrow().model().weights()))
        .isEqualTo(of(first, run -> first.files.result(run).orElseThrow().model().weights()));
  }

  @Test
  void anotherLogIsNotTakenForTheOneOfTheOrder() {
    OrderManifest manifests = new OrderManifest(first.store, first.files);
    ExperimentRequested order =
        first.requests().request(manifests.order(manifests.export("wood"), null, true, "tester"));
    World second = new World();
    copyImages(second);
    second.decide("x1", "lake", Verdict.APPROVED, 1);
    second.decide("x2", "tree", Verdict.APPROVED, 2);
    second.decide("x3", "lake", Verdict.PRUNED, 3);
    second.broker.publish(order);

    second.trainer("b", new FakeTraining()).work();

    assertThat(second.files.result(order.experiment()).orElseThrow().message())
        .contains("the log is another one, or records of it are deleted");
  }

  private static <T> List<T> of(World world, Function<String, T> value) {
    return world.requested().stream().map(request -> value.apply(request.experiment())).toList();
  }

  private void copyImages(World to) {
    first
        .store
        .list(Buckets.CANDIDATES, "")
        .forEach(
            key ->
                to.store.put(
                    Buckets.CANDIDATES,
                    key,
                    first.store.find(Buckets.CANDIDATES, key).orElseThrow().bytes(),
                    "image/png"));
  }

  private ExperimentOrder orderOfWood() {
    Map<String, Object> parameters =
        Json.mapper()
            .convertValue(World.parameters(Arm.WOOD), new TypeReference<Map<String, Object>>() {});
    return new ExperimentOrder(
        "wood",
        first.dataset,
        null,
        first.initial,
        null,
        Arm.WOOD,
        1L,
        parameters,
        null,
        null,
        "tester");
  }
}
