package io.wood.method.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.wood.method.cam.contrast.ContrastCentres;
import io.wood.method.cluster.Centres;
import io.wood.method.data.MinedOods;
import io.wood.method.loss.CentreUse;
import io.wood.method.loss.MetricCentres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Holds everything that a training needs to continue as if it had not stopped: weights, velocities,
 * centres, the step and the images it left out. Batches and augmentation are functions of seed and
 * step, so the step is the random state too. One format for all trainings.
 */
public final class Checkpoint {
  private static final String FORMAT = "wood checkpoint 1";

  private static final String VELOCITY = "velocity.";

  /** Of an arm that draws OoDs by confidence. */
  private static final String MINED = "oods.mined";

  /** Missing in checkpoints of releases that did not count. */
  private static final String USE = "oods.use";

  private final String run;
  private final long step;
  private final double firstNorm;
  private final byte[] weights;
  private final byte[] state;
  private final Map<String, String> skipped;

  /**
   * Creates a checkpoint.
   *
   * @param run identity of the run; another run refuses the checkpoint
   * @param step optimiser steps done
   * @param firstNorm mean feature norm at the first step, NaN where it is not watched
   * @param weights the network in its own format
   * @param state velocities and centres as safetensors
   * @param skipped reasons by image that was left out, in the order of their discovery
   */
  Checkpoint(
      String run,
      long step,
      double firstNorm,
      byte[] weights,
      byte[] state,
      Map<String, String> skipped) {
    this.run = run;
    this.step = step;
    this.firstNorm = firstNorm;
    this.weights = weights;
    this.state = state;
    this.skipped = Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
  }

  /**
   * Reads the checkpoint of a run.
   *
   * @param run the run's identity
   * @throws UnusableCheckpointException when it is of another run or format
   */
  public static Checkpoint of(String run, byte[] bytes) {
    Checkpoint checkpoint = read(bytes);
    if (!checkpoint.run.equals(run)) {
      throw new UnusableCheckpointException(
          "the checkpoint belongs to a run with other parameters or images, or of another version");
    }
    return checkpoint;
  }

  /** Reads what {@link #toBytes} wrote. */
  static Checkpoint read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (!in.readUTF().equals(FORMAT)) {
        throw new UnusableCheckpointException(
            "this is not a checkpoint of this version; start the run again");
      }
      return new Checkpoint(
          in.readUTF(), in.readLong(), in.readDouble(), bytes(in), bytes(in), skipped(in));
    } catch (IOException e) {
      throw new UnusableCheckpointException(
          "this is not a checkpoint, or only a part of one; start the run again", e);
    }
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }

  /** At the end of the file; missing in checkpoints of releases that did not keep them. */
  private static Map<String, String> skipped(DataInputStream in) throws IOException {
    Map<String, String> skipped = new LinkedHashMap<>();
    for (int left = in.available() > 0 ? in.readInt() : 0; left > 0; left--) {
      skipped.put(new String(bytes(in), UTF_8), new String(bytes(in), UTF_8));
    }
    return skipped;
  }

  /** The weights in a checkpoint; any other file is returned as it is. */
  static byte[] weightsIn(byte[] file) {
    byte[] start = new Checkpoint("", 0, 0, new byte[0], new byte[0], Map.of()).toBytes();
    int marked = Short.BYTES + FORMAT.length();
    return file.length > marked && Arrays.equals(file, 0, marked, start, 0, marked)
        ? read(file).weights()
        : file;
  }

  /** For {@link #read}. */
  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(FORMAT);
      out.writeUTF(run);
      out.writeLong(step);
      out.writeDouble(firstNorm);
      write(out, weights);
      write(out, state);
      out.writeInt(skipped.size());
      for (Map.Entry<String, String> one : skipped.entrySet()) {
        write(out, one.getKey().getBytes(UTF_8));
        write(out, one.getValue().getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Velocities and centres as safetensors. */
  static byte[] state(NDList velocities, Optional<MetricCentres> centres) {
    return state(velocities, centres, Optional.empty(), new NDList());
  }

  /**
   * Velocities, centres and weights of OoDs as safetensors.
   *
   * @param mined {@link MinedOods#array}
   * @param background {@link ContrastCentres#arrays}, or none
   */
  static byte[] state(
      NDList velocities,
      Optional<MetricCentres> centres,
      Optional<NDArray> mined,
      NDList background) {
    NDList all = new NDList(background);
    for (int i = 0; i < velocities.size(); i++) {
      velocities.get(i).setName(VELOCITY + i);
      all.add(velocities.get(i));
    }
    centres.ifPresent(
        it -> {
          all.add(named(it.classes().rows(), "classes"));
          all.add(named(it.classes().present(), "classes.present"));
          all.add(named(it.oods().rows(), "oods"));
          all.add(named(it.oods().present(), "oods.present"));
          all.add(named(it.use().counts(), USE));
        });
    mined.ifPresent(weights -> all.add(named(weights, MINED)));
    return all.encode(NDList.Encoding.SAFETENSORS);
  }

  private static NDArray named(NDArray array, String name) {
    array.setName(name);
    return array;
  }

  /** The velocities in order. */
  NDList velocities(NDManager owner) {
    NDList all = NDList.decode(owner, state);
    NDList velocities = new NDList();
    for (NDArray one = all.get(VELOCITY + 0); one != null; ) {
      velocities.add(one);
      one = all.get(VELOCITY + velocities.size());
    }
    return velocities;
  }

  /** The weights by which OoDs are drawn, if they are. */
  Optional<MinedOods> minedOods() {
    try (NDManager manager = NDManager.newBaseManager()) {
      return Optional.ofNullable(NDList.decode(manager, state).get(MINED)).map(MinedOods::stored);
    }
  }

  /** The centres, if there are any. */
  Optional<MetricCentres> centres(NDManager owner) {
    return centres(owner, state);
  }

  /** The centres in what {@link #state} wrote, if there are any. */
  static Optional<MetricCentres> centres(NDManager owner, byte[] state) {
    NDList all = NDList.decode(owner, state);
    return Optional.ofNullable(all.get("classes"))
        .map(
            rows -> {
              Centres classes = Centres.stored(rows, all.get("classes.present"));
              Centres oods = Centres.stored(all.get("oods"), all.get("oods.present"));
              NDArray use = all.get(USE);
              return use == null
                  ? new MetricCentres(classes, oods)
                  : new MetricCentres(classes, oods, CentreUse.stored(use));
            });
  }

  /** The centres of an arm that compares positions, if there are any. */
  Optional<ContrastCentres> background() {
    try (NDManager manager = NDManager.newBaseManager()) {
      return ContrastCentres.stored(NDList.decode(manager, state));
    }
  }

  long step() {
    return step;
  }

  double firstNorm() {
    return firstNorm;
  }

  /** The network; not a copy. */
  public byte[] weights() {
    return weights;
  }

  Map<String, String> skipped() {
    return skipped;
  }
}
