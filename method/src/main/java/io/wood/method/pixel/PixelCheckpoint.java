package io.wood.method.pixel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.wood.method.tensor.GradientMode;
import io.wood.method.training.PolySgd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A run's parameters, velocities and step as bytes. Batches follow from seed and step. */
final class PixelCheckpoint {
  private static final String FORMAT = "wood pixel training 1";
  private static final String PARAMETER = "parameter.";
  private static final String VELOCITY = "velocity.";

  private PixelCheckpoint() {}

  static byte[] write(String run, NDList parameters, PolySgd optimiser) {
    NDList all = new NDList();
    try (NDManager manager = parameters.head().getManager().newSubManager()) {
      for (int i = 0; i < parameters.size(); i++) {
        all.add(copy(parameters.get(i), manager, PARAMETER + i));
        if (!optimiser.velocities().isEmpty()) {
          all.add(copy(optimiser.velocities().get(i), manager, VELOCITY + i));
        }
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (DataOutputStream out = new DataOutputStream(bytes)) {
        out.writeUTF(FORMAT);
        out.writeUTF(run);
        out.writeLong(optimiser.taken());
        out.write(all.encode(NDList.Encoding.SAFETENSORS));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return bytes.toByteArray();
    }
  }

  private static NDArray copy(NDArray array, NDManager manager, String name) {
    // A copy, because a safetensors entry is found by its array's name.
    try (NDArray detached = array.stopGradient()) {
      NDArray copy = detached.duplicate();
      copy.attach(manager);
      copy.setName(name);
      return copy;
    }
  }

  static void restore(byte[] bytes, String run, NDList parameters, PolySgd optimiser) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        GradientMode off = GradientMode.off();
        NDManager manager = parameters.head().getManager().newSubManager()) {
      if (!in.readUTF().equals(FORMAT)) {
        throw new IllegalArgumentException("this is not a checkpoint of this version");
      }
      String of = in.readUTF();
      if (!of.equals(run)) {
        throw new IllegalArgumentException(
            "the checkpoint belongs to another run (%s, not %s)".formatted(of, run));
      }
      long taken = in.readLong();
      NDList all = NDList.decode(manager, new ByteArrayInputStream(in.readAllBytes()));
      NDList velocities = new NDList();
      for (int i = 0; i < parameters.size(); i++) {
        all.get(PARAMETER + i).copyTo(parameters.get(i));
        if (taken > 0) {
          velocities.add(all.get(VELOCITY + i));
        }
      }
      optimiser.restore(taken, velocities);
    } catch (IOException e) {
      throw new IllegalArgumentException("this is not a checkpoint, or only a part of one", e);
    }
  }
}
