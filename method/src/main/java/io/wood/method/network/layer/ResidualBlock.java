package io.wood.method.network.layer;

import ai.djl.ndarray.NDArray;
import io.wood.method.network.weights.ParameterSpec;
import io.wood.method.tensor.TensorScopes;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Computes activation(branch(x) + shortcut(x)).
 *
 * @param branch convolutions, the last without activation
 * @param shortcut a projection, or the identity when empty
 * @param activation of the sum
 */
public record ResidualBlock(
    List<Convolution> branch, Optional<Convolution> shortcut, ActivationFunction activation)
    implements Layer {

  @Override
  public NDArray apply(ForwardPass pass, NDArray x) {
    return TensorScopes.keep(
        x.getManager(),
        () -> {
          NDArray y = x;
          for (Convolution convolution : branch) {
            y = convolution.apply(pass, y);
          }
          NDArray straight = shortcut.isPresent() ? shortcut.get().apply(pass, x) : x;
          // In place: no gradient needs a convolution's own output.
          return activation.apply(y.addi(straight), true);
        });
  }

  @Override
  public void declare(Consumer<ParameterSpec> to) {
    branch.forEach(convolution -> convolution.declare(to));
    shortcut.ifPresent(convolution -> convolution.declare(to));
  }
}
