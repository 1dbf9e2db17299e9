package io.wood.trainer.experiment;

import io.wood.contracts.api.trainer.ExperimentOrder;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.parameter.Architecture;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.TrainingParameters;
import java.util.Map;
import java.util.Optional;

/**
 * All parameters of an order: those that it sets, and the defaults of its arm, network and base.
 */
final class OrderParameters {
  private static final NetworkSpec DEFAULT_NETWORK = new NetworkSpec(Architecture.RESNET50, 16);

  private OrderParameters() {}

  /**
   * How to train.
   *
   * @param initial the classifier that it starts from
   * @param base the request that trained it: an arm that goes on from a classifier gives it images
   *     as large as it knows them, unless the order says otherwise
   */
  static TrainingParameters training(
      ExperimentOrder order, Optional<ModelRef> initial, Optional<ExperimentRequested> base) {
    boolean hasInitial = order.initial() != null || initial.isPresent();
    Arm arm = order.arm() == null ? Arm.WOOD : order.arm();
    NetworkSpec network = initial.map(ModelRef::network).orElse(DEFAULT_NETWORK);
    // Applied twice, because the parameters may name another arm or network, which determine the
    // defaults of all other parameters.
    TrainingParameters requested = set(order, defaults(arm, network, hasInitial, base));
    return set(order, defaults(requested.arm(), requested.network(), hasInitial, base));
  }

  /**
   * How to refine the result; null when the order asks for no masks.
   *
   * @param training how the classifier is trained: IRN sees crops of the same size by default
   */
  static RefinementParameters refinement(ExperimentOrder order, TrainingParameters training) {
    if (order.refinement() == null) {
      return null;
    }
    RefinementParameters defaults =
        set(
            RefinementParameters.USUAL,
            Map.of("irn", Map.of("crop", training.augmentation().crop())));
    return set(defaults, order.refinement());
  }

  private static RefinementParameters set(
      RefinementParameters defaults, Map<String, Object> parameters) {
    return ParameterTree.set("refinement", defaults, parameters, RefinementParameters.class);
  }

  private static TrainingParameters set(ExperimentOrder order, TrainingParameters defaults) {
    TrainingParameters seeded = order.seed() == null ? defaults : defaults.withSeed(order.seed());
    return ParameterTree.set("parameters", seeded, order.parameters(), TrainingParameters.class);
  }

  private static TrainingParameters defaults(
      Arm arm, NetworkSpec network, boolean hasInitial, Optional<ExperimentRequested> base) {
    TrainingParameters.Augmentation known =
        base.filter(request -> arm.startsFromClassifier())
            .map(request -> arm.augmentation(request.parameters().augmentation()))
            .orElse(null);
    return new TrainingParameters(arm, network, null, null, known, null, 0)
        .startingFromWeights(hasInitial);
  }
}
