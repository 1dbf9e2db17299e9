package io.wood.demo.effect;

import ai.djl.Device;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.demo.drawing.DemoParameters;
import io.wood.demo.drawing.DemoSpec;
import io.wood.method.cam.ActivationMaps;
import io.wood.method.cam.MultiScaleCam;
import io.wood.method.evaluation.ConfusionMatrix;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import io.wood.method.irn.IrnInference;
import io.wood.method.irn.IrnLabels;
import io.wood.method.irn.IrnNetwork;
import io.wood.method.irn.IrnTraining;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.ImagePlanes;
import io.wood.method.training.TrainingListener;
import io.wood.method.walk.PseudoMasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The whole method without services: from images and image-level labels to masks. */
public final class MethodOnOnePage {
  private MethodOnOnePage() {}

  /** Draws a small dataset and prints how well the masks match the drawn truth; takes 2 minutes. */
  public static void main(String[] arguments) {
    EffectData data = DrawnData.draw(new DemoSpec(7, 30, 5, 30, 30, 30, .1, .12));
    TrainingParameters base = DemoParameters.withSteps(DemoParameters.base(1), 250);
    TrainingParameters wood = DemoParameters.withSteps(DemoParameters.arm(Arm.WOOD, 1), 100);
    System.out.println(run(data, base, wood, DemoParameters.refinement(1)));
  }

  static SegmentationScores run(
      EffectData data,
      TrainingParameters baseParameters,
      TrainingParameters woodParameters,
      RefinementParameters parameters) {
    ArmTraining training = new ArmTraining(data, Device.cpu());

    // 1. A classifier is trained on image-level labels.
    try (Classifier base = training.classifier(baseParameters, List.of(), Optional.empty())) {

      // 2. Hard OoDs: candidates for which it predicts a class (p ≥ .5) although they show none.
      List<EffectImage> oods = HardOods.of(base, data.candidates()).approved();

      // 3. W-OoD: the classifier learns to push labelled images away from clusters of the OoDs.
      Optional<byte[]> initial = Optional.of(base.toSafetensors());
      try (Classifier wood = training.classifier(woodParameters, oods, initial)) {
        return masks(data, wood, parameters);
      }
    }
  }

  private static SegmentationScores masks(
      EffectData data, Classifier classifier, RefinementParameters parameters) {
    // 4. CAMs of the labelled classes; their confident pixels are the labels for IRN.
    MultiScaleCam cam = new MultiScaleCam(classifier, parameters.cam().scales());
    IrnLabels labeller = new IrnLabels(parameters.irnLabels());
    List<LabelMap> labels = new ArrayList<>();
    for (EffectImage image : data.train()) {
      ActivationMaps maps = cam.of(image.image(), image.labels());
      labels.add(labeller.label(image.image(), maps.keys(), maps.highResolution()));
    }

    // 5. IRN learns the edges between classes.
    LabelledPixels pixels = new LabelledPixels(data.train(), labels);
    IrnTraining irn =
        new IrnTraining(parameters.irn(), classifier, pixels, 1, TrainingListener.SILENT);

    // 6. A random walk spreads each CAM up to the edges; the strongest class gives the mask.
    PseudoMasks walk = new PseudoMasks(parameters.walk());
    ConfusionMatrix confusion = new ConfusionMatrix(data.classes().size() + 1);
    try (IrnNetwork network = IrnNetwork.load(classifier, irn.run())) {
      IrnInference inference = new IrnInference(network, parameters.irn().crop());
      for (EffectImage labelled : data.validation()) {
        RgbImage image = labelled.image();
        ActivationMaps maps = cam.of(image, labelled.labels());
        ImagePlanes edge = inference.edge(image);
        LabelMap mask =
            walk.walk(maps.keys(), maps.strided(), edge, image.height(), image.width()).mask(.25);
        confusion.add(labelled.mask().orElseThrow().labels(), mask.labels());
      }
    }
    return confusion.scores();
  }
}
