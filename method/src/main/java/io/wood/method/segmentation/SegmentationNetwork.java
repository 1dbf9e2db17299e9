package io.wood.method.segmentation;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.method.network.Classifier;
import io.wood.method.network.weights.Parameter;
import io.wood.method.network.weights.ParameterStore;
import io.wood.method.tensor.TensorScopes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Predicts a label per pixel: a classifier's trunk with atrous convolutions and an ASPP head. Owns
 * both. Inference may run in several threads at once; training must have it for itself.
 */
public final class SegmentationNetwork implements AutoCloseable {
  private static final String FORMAT = "wood segmentation network 1";

  private final Classifier trunk;
  private final AsppHead head;
  private final ParameterStore store;

  private SegmentationNetwork(Classifier trunk, AsppHead head, ParameterStore store) {
    this.trunk = trunk;
    this.head = head;
    this.store = store;
  }

  private static AsppHead head(Classifier trunk) {
    return new AsppHead(trunk.featureSize(), trunk.spec().outputStride(), trunk.classes() + 1);
  }

  /**
   * An untrained head on a trained trunk.
   *
   * @param trunk becomes this network's own
   */
  public static SegmentationNetwork create(Classifier trunk) {
    AsppHead head = head(trunk);
    // No parameter of this head starts at random.
    ParameterStore store = ParameterStore.random(head.specs(), 0, trunk.device());
    return new SegmentationNetwork(trunk, head, store);
  }

  /**
   * Reads the result of {@link #toBytes}.
   *
   * @param classes foreground classes
   */
  public static SegmentationNetwork load(
      NetworkSpec spec, int classes, byte[] bytes, Device device) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (!in.readUTF().equals(FORMAT)) {
        throw new IllegalArgumentException(
            "these are not weights of a segmentation network; train it again");
      }
      byte[] trunkWeights = in.readNBytes(in.readInt());
      Classifier trunk = Classifier.load(spec, classes, trunkWeights, device);
      return guarded(trunk, in.readNBytes(in.readInt()), device);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "these are not weights of a segmentation network, or only a part of them; train it again",
          e);
    }
  }

  private static SegmentationNetwork guarded(Classifier trunk, byte[] weights, Device device) {
    boolean loaded = false;
    try {
      AsppHead head = head(trunk);
      String name = "the segmentation head on " + trunk.spec();
      SegmentationNetwork network =
          new SegmentationNetwork(
              trunk, head, ParameterStore.load(name, head.specs(), weights, device));
      loaded = true;
      return network;
    } finally {
      if (!loaded) {
        trunk.close();
      }
    }
  }

  /** Logits [N, classes + 1, h, w] at the trunk's output stride; background first. */
  NDArray logits(NDArray x) {
    return TensorScopes.keep(x.getManager(), () -> head.logits(store.arrays(), trunk.features(x)));
  }

  Classifier trunk() {
    return trunk;
  }

  /** Makes all parameters of the head require gradients. */
  List<Parameter> trainableHead() {
    return store.trainable(name -> true);
  }

  /** The owner of the head's parameters. */
  NDManager manager() {
    return store.manager();
  }

  /** Number of labels, background included. */
  public int labels() {
    return trunk.classes() + 1;
  }

  /** Trunk and head. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(FORMAT);
      byte[] trunkWeights = trunk.toSafetensors();
      out.writeInt(trunkWeights.length);
      out.write(trunkWeights);
      byte[] headWeights = store.toSafetensors();
      out.writeInt(headWeights.length);
      out.write(headWeights);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    store.close();
    trunk.close();
  }
}
