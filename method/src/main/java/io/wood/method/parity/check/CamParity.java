package io.wood.method.parity.check;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.wood.contracts.parameter.CamGeometry;
import io.wood.method.cam.ActivationMaps;
import io.wood.method.cam.CamFrame;
import io.wood.method.cam.CamSum;
import io.wood.method.cam.MultiScaleCam;
import io.wood.method.cam.ScaleMaps;
import io.wood.method.image.ResizedSizes;
import io.wood.method.parity.GoldenCheck;
import io.wood.method.parity.GoldenComparison;
import io.wood.method.parity.GoldenFile;
import io.wood.method.tensor.Argmax;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.ImagePlanes;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;

/** Multi-scale CAMs out of given features, in both resolutions, and the seed's labels. */
public final class CamParity implements GoldenCheck {
  private static final double TOLERANCE = 1e-5;

  @Override
  public String topic() {
    return "cam";
  }

  @Override
  public void compare(GoldenFile golden, GoldenComparison comparison) {
    int[] size = golden.ints("image_size_hw");
    List<Integer> keys = Arrays.stream(golden.ints("keys")).boxed().toList();
    CamSum sum = new CamSum(keys.size(), new CamFrame(size[0], size[1], 16, CamGeometry.REFERENCE));
    int[] scaled = scaledSizes(size, golden);
    try (NDManager manager = Devices.manager(Device.cpu())) {
      NDArray weight = golden.tensor(manager, "classifier_weight");
      NDArray rows = weight.get(manager.create(golden.ints("keys")));
      for (int scale = 0; scale < golden.shape("scales")[0]; scale++) {
        NDArray features = golden.tensor(manager, "feat_s" + scale);
        comparison.close("cam_s" + scale, MultiScaleCam.maps(features, weight).values(), TOLERANCE);
        sum.add(
            new ScaleMaps(
                MultiScaleCam.maps(features, rows), scaled[4 * scale], scaled[4 * scale + 1]));
      }
    }
    ImagePlanes raw = sum.strided();
    comparison.exact("strided_size", raw.height(), raw.width());
    comparison.close("strided_cam_raw", raw.values(), TOLERANCE);
    ActivationMaps cams = sum.normalised(keys);
    comparison.close("strided_cam", cams.strided().values(), TOLERANCE);
    comparison.close("highres_cam", cams.highResolution().values(), TOLERANCE);
    for (MatchResult labels : golden.matching("cls_labels_t(\\d+)p(\\d+)")) {
      double threshold = Double.parseDouble(labels.group(1) + "." + labels.group(2));
      comparison.exact(
          labels.group(), Argmax.withBackground(keys, cams.highResolution(), threshold).labels());
    }
    comparison.exact("scaled_hw_and_feat_hw", scaled);
  }

  /** Rows of the scaled image's height and width and those of its features at stride 16. */
  private static int[] scaledSizes(int[] size, GoldenFile golden) {
    double[] scales = golden.doubles("scales");
    int[] sizes = new int[4 * scales.length];
    for (int scale = 0; scale < scales.length; scale++) {
      for (int side = 0; side < 2; side++) {
        int scaled = ResizedSizes.scaled(size[side], scales[scale]);
        sizes[4 * scale + side] = scaled;
        sizes[4 * scale + 2 + side] = golden.shape("feat_s" + scale)[2 + side];
      }
    }
    return sizes;
  }
}
