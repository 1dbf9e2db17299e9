package io.wood.cli.replay;

import io.wood.cli.client.ParameterTree;
import io.wood.contracts.parameter.Arm;
import java.util.function.Consumer;

/**
 * What a replay changes.
 *
 * @param name id of the new experiment; null to generate one
 * @param arm another arm, with its defaults for the parameters that the original leaves at the
 *     defaults of its own arm; null keeps the arm
 * @param parameters sets the other parameters
 * @param decisions which decisions to use
 */
public record ReplayChanges(
    String name, Arm arm, Consumer<ParameterTree> parameters, DecisionChoice decisions) {}
