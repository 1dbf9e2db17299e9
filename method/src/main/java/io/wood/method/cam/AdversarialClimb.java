package io.wood.method.cam;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import io.wood.method.network.FeatureNetwork;
import io.wood.method.tensor.AdversarialStep;
import io.wood.method.tensor.EngineConstants;
import io.wood.method.tensor.Gradients;
import io.wood.method.tensor.ImagePlanes;
import io.wood.method.tensor.MirrorPair;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Runs the climb of AdvCAM for one class at one scale.
 *
 * <p>Each step computes the Grad-CAM in closed form, w_k = W_ck·n_pos/(N⁺ + 1e-12) with n_pos the
 * positions of that flip whose logit of c is positive and N⁺ = Σ_flips n_pos · #{k : W_ck > 0}; R =
 * Σ_flips relu(Σ_k f_k·w_k), mirrored back; then climbs −J − 7·L_AD with J = −2·ℓ_c + Σℓ, ℓ the
 * mean of relu(logit) summed over both flips, and L_AD = Σ|R − R₀|·[R/max R > ½], which limits
 * regions that are already strong. x ← clamp(x + .08·g/(max|g| + 1e-12), min x, max x).
 */
public final class AdversarialClimb {
  /** Scales below 1 take half of the iterations, but at least this many if there are. */
  private static final int MIN_HALVED = 5;

  private static final float STEP = .08f;
  private static final float REGULARISATION = 7;
  private static final float HOT = .5f;
  private static final float TINY = 1e-12f;

  private final FeatureNetwork network;

  public AdversarialClimb(FeatureNetwork network) {
    this.network = network;
  }

  /**
   * Accumulates R over the steps.
   *
   * @param x the clean image and its mirror image, [2, 3, H, W]; left as it is
   * @param key index of the class
   * @param iterations at scale 1
   * @param scale of the image
   */
  public ImagePlanes climb(NDArray x, int key, int iterations, double scale) {
    return climb(x, key, iterations, scale, image -> {});
  }

  /**
   * The same, with access to the image after each step.
   *
   * @param further receives the image and its mirror image after each step
   */
  public ImagePlanes climb(
      NDArray x, int key, int iterations, double scale, Consumer<NDArray> further) {
    return climb(x, key, steps(iterations, scale), further);
  }

  /** The iterations that a scale takes. */
  static int steps(int iterations, double scale) {
    int halved = Math.max(iterations / 2, MIN_HALVED);
    return Math.max(1, scale < 1 ? Math.min(iterations, halved) : iterations);
  }

  private ImagePlanes climb(NDArray x, int key, int iterations, Consumer<NDArray> further) {
    try (NDManager manager = x.getManager().newSubManager()) {
      NDArray current = x;
      NDArray first = null;
      ImagePlanes sum = null;
      for (int i = 0; i < iterations; i++) {
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          Step step = new Step(leaf(manager, current), key);
          if (first == null) {
            first = kept(manager, step.map.stopGradient());
            sum = new ImagePlanes(1, (int) first.getShape().get(0), (int) first.getShape().get(1));
          }
          add(step.map.toFloatArray(), sum.values());
          if (i < iterations - 1) {
            NDArray before = current;
            current = kept(manager, step.climbed(first));
            further.accept(current);
            if (before != x) {
              before.close();
            }
          }
        }
      }
      return sum;
    }
  }

  private static void add(float[] from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }

  /** Keeps an array after its scope, until the climb ends. */
  private static NDArray kept(NDManager manager, NDArray array) {
    NDScope.unregister(array);
    array.attach(manager);
    return array;
  }

  private static NDArray leaf(NDManager manager, NDArray x) {
    NDArray leaf = x.duplicate();
    leaf.attach(manager);
    leaf.setRequiresGradient(true);
    return leaf;
  }

  /** One forward pass. */
  private final class Step {
    private final NDArray x;
    private final NDArray logits;
    private final NDArray map;
    private final int key;

    Step(NDArray x, int key) {
      this.x = x;
      this.key = key;
      NDArray weight = network.classifierWeight();
      NDArray features = network.features(x);
      Shape shape = weight.getShape();
      logits =
          Conv2d.conv2d(features, weight.reshape(shape.get(0), shape.get(1), 1, 1))
              .singletonOrThrow();
      NDArray weighted = features.mul(gradCamWeights(weight.get(key).stopGradient()));
      NDArray maps = weighted.sum(new int[] {1}).getNDArrayInternal().relu();
      map = MirrorPair.sum(maps);
    }

    /** w_k of both flips, [2, D, 1, 1], constant. */
    private NDArray gradCamWeights(NDArray row) {
      NDArray positive =
          logits
              .stopGradient()
              .get(":, {}", key)
              .gt(0)
              .toType(DataType.FLOAT32, false)
              .sum(new int[] {1, 2});
      float positions = positive.sum().getFloat();
      float channels = row.gt(0).toType(DataType.FLOAT32, false).sum().getFloat();
      return positive
          .div(positions * channels + TINY)
          .reshape(2, 1, 1, 1)
          .mul(row.reshape(1, -1, 1, 1));
    }

    /** The image after one more step. */
    NDArray climbed(NDArray firstMap) {
      Gradients.backward(objective(firstMap));
      return AdversarialStep.climb(x.stopGradient(), Gradients.of(x), STEP);
    }

    /** −J − 7·L_AD. */
    private NDArray objective(NDArray firstMap) {
      Shape shape = logits.getShape();
      float[] signs = new float[(int) shape.get(1)];
      Arrays.fill(signs, -1f / (shape.get(2) * shape.get(3)));
      signs[key] = -signs[key];
      NDArray confidence =
          logits
              .getNDArrayInternal()
              .relu()
              .sum(new int[] {0, 2, 3})
              .mul(EngineConstants.of(x.getManager(), signs, new Shape(signs.length)))
              .sum();
      NDArray now = map.stopGradient();
      float hot = HOT * now.max().getFloat();
      NDArray mask = now.gt(hot).toType(DataType.FLOAT32, false).mul(REGULARISATION);
      return confidence.sub(map.sub(firstMap).abs().mul(mask).sum());
    }
  }
}
