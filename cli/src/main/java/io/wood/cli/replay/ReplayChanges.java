package io.wood.cli.replay;

import io.wood.cli.client.ParameterTree;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.OodSelection;
import java.util.function.Consumer;

/**
 * What a replay changes.
 *
 * @param name id of the new experiment; null to generate one
 * @param arm another arm, with its defaults for the parameters that the original leaves at the
 *     defaults of its own arm; null keeps the arm
 * @param parameters sets the other parameters
 * @param decisions which decisions to use
 * @param selection which of the approved OoDs to use; null for those of the original's selection
 * @param classifier experiment whose weights to start from; null for the original's start
 * @param again true trains although the same manifest is trained already
 */
public record ReplayChanges(
    String name,
    Arm arm,
    Consumer<ParameterTree> parameters,
    DecisionChoice decisions,
    OodSelection selection,
    String classifier,
    boolean again) {}
