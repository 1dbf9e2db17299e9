package io.wood.bench;

import ai.djl.Device;
import io.wood.bench.photo.SyntheticPhoto;
import io.wood.cli.process.ProcessMemory;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.method.cam.ActivationMaps;
import io.wood.method.cam.MultiScaleCam;
import io.wood.method.image.MemoryBudget;
import io.wood.method.image.PixelMemory;
import io.wood.method.image.RgbImage;
import io.wood.method.irn.IrnInference;
import io.wood.method.irn.IrnLabels;
import io.wood.method.irn.IrnNetwork;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.ImagePlanes;
import io.wood.method.walk.PseudoMasks;
import java.util.Set;

/**
 * Main class of a separate process: refines one picture as the refiner does and prints its peak
 * resident memory, bytes. Arguments: network, height, width.
 */
final class RefineOnce {
  private static final int CLASSES = 20;

  private RefineOnce() {}

  public static void main(String[] arguments) {
    RgbImage photograph =
        SyntheticPhoto.of(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[1]), 3);
    MemoryBudget budget = MemoryBudget.ofProcess(RefineMemoryBenchmark.LIMIT_GIBI << 30);
    Set<Integer> classes = Set.of(2, 7);
    RgbImage image = budget.fit(photograph, PixelMemory.ofMasks(classes.size()));
    RefinementParameters parameters = RefinementParameters.USUAL;
    NetworkSpec spec = new NetworkSpec(arguments[0], 16);
    try (Classifier classifier = Classifier.create(spec, CLASSES, 1, Device.cpu());
        IrnNetwork relations = IrnNetwork.create(classifier, false, 1)) {
      ActivationMaps cams = new MultiScaleCam(classifier, parameters.cam()).of(image, classes);
      new IrnLabels(parameters.irnLabels(), false).label(image, cams.keys(), cams.highResolution());
      ImagePlanes edge = IrnInference.of(relations, parameters).edge(image);
      new PseudoMasks(parameters.walk())
          .walk(cams.keys(), cams.strided(), edge, image)
          // The rule's threshold needs all images.
          .mask(RefinementParameters.PAPER.backgroundThreshold());
    }
    System.out.println(peak());
  }

  private static long peak() {
    long bytes = ProcessMemory.peak(ProcessHandle.current());
    if (bytes == 0) {
      throw new IllegalStateException(
          "/proc/self/status has no line VmHWM; run this benchmark on Linux");
    }
    return bytes;
  }
}
