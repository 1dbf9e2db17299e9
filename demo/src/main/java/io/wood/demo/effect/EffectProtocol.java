package io.wood.demo.effect;

import io.wood.cli.client.ParameterTree;
import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.RefinementParameters.Irn;
import io.wood.contracts.parameter.RefinementParameters.Walk;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.contracts.parameter.TrainingParameters.Optimiser;
import io.wood.contracts.parameter.TrainingParameters.Schedule;
import io.wood.demo.drawing.DemoParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** The parameters of the base classifier and of the arms that start from it. */
interface EffectProtocol {
  /** The classifier that ranks candidates, and that the arms start from. */
  TrainingParameters base(long seed);

  /** An arm that starts from the base. */
  TrainingParameters arm(Arm arm, long seed);

  /** From CAM to masks. */
  RefinementParameters refinement(long seed);

  /** The parameters of the demo. */
  static EffectProtocol drawn() {
    return of(DemoParameters::base, DemoParameters::arm, DemoParameters::refinement);
  }

  /**
   * Parameters for photographs and an ImageNet start: momentum .9 for the base, the reference's
   * 1e-4 for the arms, stem and the first two stages frozen (MobileNetV2's first seven blocks).
   *
   * @param network which classifier
   * @param budget steps and sizes
   */
  static EffectProtocol photographs(NetworkSpec network, Budget budget) {
    Augmentation augmentation =
        new Augmentation(budget.crop(), budget.minLongSide(), budget.maxLongSide(), true);
    return of(
        seed ->
            new TrainingParameters(
                Arm.BASE,
                network,
                budget.schedule(budget.baseSteps()),
                Optimiser.ON_A_TRUNK,
                augmentation,
                MetricLoss.PAPER,
                seed),
        (arm, seed) ->
            new TrainingParameters(
                arm,
                network,
                budget.schedule(budget.steps()),
                Optimiser.MOBILE_NET,
                arm.augmentation(augmentation),
                arm.metricLoss(),
                seed),
        seed ->
            new RefinementParameters(
                null,
                null,
                new Irn(
                    Irn.USUAL.radius(),
                    budget.crop(),
                    budget.batch(),
                    Irn.USUAL.epochs(),
                    Irn.USUAL.edgeRate(),
                    0,
                    null,
                    Irn.USUAL.leastSteps(),
                    null,
                    Irn.USUAL.trunk(),
                    null),
                Walk.USUAL,
                null,
                null,
                seed));
  }

  /**
   * The same with some parameters of the arms and of the refinement set.
   *
   * @param arms assignments such as {@code metricLoss.lambda=.07}, or {@code
   *     WOOD:metricLoss.lambda=.07} for one of the arms; the base keeps its parameters
   * @param masks assignments such as {@code irn.leastSteps=600}
   */
  default EffectProtocol with(List<String> arms, List<String> masks) {
    EffectProtocol usual = this;
    return of(
        usual::base,
        (arm, seed) -> set(usual.arm(arm, seed), ofArm(arm, arms), TrainingParameters.class),
        seed -> set(usual.refinement(seed), masks, RefinementParameters.class));
  }

  private static List<String> ofArm(Arm arm, List<String> assignments) {
    List<String> own = new ArrayList<>();
    for (String assignment : assignments) {
      int colon = assignment.indexOf(':');
      if (colon < 0 || colon > assignment.indexOf('=')) {
        own.add(assignment);
      } else if (named(assignment.substring(0, colon)) == arm) {
        own.add(assignment.substring(colon + 1));
      }
    }
    return own;
  }

  private static Arm named(String name) {
    return Stream.of(Arm.values())
        .filter(arm -> arm.name().equalsIgnoreCase(name.replace('-', '_')))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "--set %s: there is no such arm; there are %s"
                        .formatted(name, List.of(Arm.values()))));
  }

  private static <T> T set(T usual, List<String> assignments, Class<T> type) {
    ParameterTree tree = ParameterTree.of(usual);
    Set<String> known = tree.flat().keySet();
    for (String assignment : assignments) {
      tree.assign(assignment);
      String name = assignment.substring(0, assignment.indexOf('='));
      if (!known.contains(name)) {
        throw new CommandFailedException(
            "there is no parameter '%s' to set; there are %s"
                .formatted(name, String.join(", ", known)));
      }
    }
    return tree.read(type);
  }

  /** A protocol of three functions of the seed. */
  static EffectProtocol of(
      LongFunction<TrainingParameters> base,
      ArmParameters arms,
      LongFunction<RefinementParameters> refinement) {
    return new EffectProtocol() {
      @Override
      public TrainingParameters base(long seed) {
        return base.apply(seed);
      }

      @Override
      public TrainingParameters arm(Arm arm, long seed) {
        return arms.of(arm, seed);
      }

      @Override
      public RefinementParameters refinement(long seed) {
        return refinement.apply(seed);
      }
    };
  }

  /** Parameters of an arm with a seed. */
  @FunctionalInterface
  interface ArmParameters {
    /** Of this arm. */
    TrainingParameters of(Arm arm, long seed);
  }

  /**
   * Steps and sizes of the trainings.
   *
   * @param baseSteps optimiser steps of the base
   * @param steps optimiser steps of every other arm
   * @param batch labelled images a step, and as many OoDs
   * @param crop side of the network's input, pixels
   * @param minLongSide the long side of an image is uniform between this ...
   * @param maxLongSide ... and this, pixels
   */
  record Budget(int baseSteps, int steps, int batch, int crop, int minLongSide, int maxLongSide) {
    private Schedule schedule(int optimiserSteps) {
      return new Schedule(0, optimiserSteps, batch, 1, optimiserSteps);
    }
  }
}
