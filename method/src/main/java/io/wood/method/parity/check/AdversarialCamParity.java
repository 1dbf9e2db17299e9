package io.wood.method.parity.check;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.wood.contracts.parameter.CamGeometry;
import io.wood.method.cam.ActivationMaps;
import io.wood.method.cam.AdversarialCam;
import io.wood.method.cam.AdversarialClimb;
import io.wood.method.cam.CamFrame;
import io.wood.method.cam.CamSum;
import io.wood.method.cam.MultiScaleCam;
import io.wood.method.cam.ScaleMaps;
import io.wood.method.parity.GoldenCheck;
import io.wood.method.parity.GoldenComparison;
import io.wood.method.parity.GoldenFile;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.ImagePlanes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.stream.IntStream;

/** AdvCAMs of a toy network after any number of iterations, and the images after each step. */
public final class AdversarialCamParity implements GoldenCheck {
  private static final double TOLERANCE = 1e-4;

  @Override
  public String topic() {
    return "advcam";
  }

  @Override
  public void compare(GoldenFile golden, GoldenComparison comparison) {
    try (NDManager manager = Devices.manager(Device.cpu());
        GradientMode on = GradientMode.on()) {
      ToyNetwork toy = new ToyNetwork(manager, golden);
      comparePlain(golden, manager, toy, comparison);
      for (MatchResult key : golden.matching("it(\\d+)_strided_cam")) {
        int iterations = Integer.parseInt(key.group(1));
        ActivationMaps cams = cams(golden, manager, toy, iterations);
        comparison.close(key.group(), cams.strided().values(), TOLERANCE);
        comparison.close(
            "it" + iterations + "_highres_cam", cams.highResolution().values(), TOLERANCE);
      }
      comparePerturbed(golden, manager, new AdversarialClimb(toy), comparison);
    }
  }

  private static void comparePlain(
      GoldenFile golden, NDManager manager, ToyNetwork toy, GoldenComparison comparison) {
    NDArray rows = toy.classifierWeight().get(manager.create(golden.ints("keys")));
    for (int scale = 0; scale < golden.shape("scales")[0]; scale++) {
      NDArray features = toy.features(bothFlips(golden, manager, scale));
      comparison.close(
          "plain_cam_s" + scale, MultiScaleCam.maps(features, rows).values(), TOLERANCE);
    }
  }

  private static ActivationMaps cams(
      GoldenFile golden, NDManager manager, ToyNetwork toy, int iterations) {
    List<Integer> keys = Arrays.stream(golden.ints("keys")).boxed().toList();
    int[] size = golden.ints("image_size_hw");
    double[] scales = golden.doubles("scales");
    AdversarialClimb climb = new AdversarialClimb(toy);
    CamSum sum = new CamSum(keys.size(), new CamFrame(size[0], size[1], 16, CamGeometry.REFERENCE));
    for (int scale = 0; scale < scales.length; scale++) {
      List<ImagePlanes> maps = new ArrayList<>();
      long[] image = golden.tensor(manager, "img_s" + scale).getShape().getShape();
      for (int key : keys) {
        maps.add(climb.climb(bothFlips(golden, manager, scale), key, iterations, scales[scale]));
      }
      sum.add(new ScaleMaps(AdversarialCam.stacked(maps), (int) image[1], (int) image[2]));
    }
    return sum.normalised(keys);
  }

  /**
   * {@code it3_perturbed_scale05_class4_step1} is the image at scale .5 after one of 3 steps; the
   * {@code last} is the one that the official code makes after the last map, for nothing.
   */
  private static void comparePerturbed(
      GoldenFile golden, NDManager manager, AdversarialClimb climb, GoldenComparison comparison) {
    double[] scales = golden.doubles("scales");
    for (MatchResult key :
        golden.matching("it(\\d+)_perturbed_scale(\\d)(\\d)_class(\\d+)_(?:step(\\d+)|last)")) {
      double wanted = Double.parseDouble(key.group(2) + "." + key.group(3));
      int scale =
          IntStream.range(0, scales.length).filter(i -> scales[i] == wanted).findFirst().orElse(-1);
      NDArray image = bothFlips(golden, manager, scale);
      int label = Integer.parseInt(key.group(4));
      int iterations = Integer.parseInt(key.group(1));
      int step =
          key.group(5) == null
              ? 1 + images(climb, image, label, iterations, wanted).size()
              : Integer.parseInt(key.group(5));
      // Two iterations more are at least one more at a scale that takes half of them.
      List<float[]> images = images(climb, image, label, iterations + 2, wanted);
      comparison.close(key.group(), images.get(step - 1), TOLERANCE);
    }
  }

  private static List<float[]> images(
      AdversarialClimb climb, NDArray image, int label, int iterations, double scale) {
    List<float[]> images = new ArrayList<>();
    climb.climb(image, label, iterations, scale, further -> images.add(further.toFloatArray()));
    return images;
  }

  /** The golden image of a scale and its mirror image. */
  private static NDArray bothFlips(GoldenFile golden, NDManager manager, int scale) {
    NDArray image = golden.tensor(manager, "img_s" + scale);
    return image.stack(image.flip(2));
  }
}
