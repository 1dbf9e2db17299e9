package io.wood.demo.effect;

import ai.djl.Device;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.demo.drawing.DemoParameters;
import io.wood.demo.drawing.DemoSpec;
import io.wood.method.cam.ActivationMaps;
import io.wood.method.cam.MultiScaleCam;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import io.wood.method.irn.IrnInference;
import io.wood.method.irn.IrnLabels;
import io.wood.method.irn.IrnNetwork;
import io.wood.method.irn.IrnTraining;
import io.wood.method.network.Classifier;
import io.wood.method.training.TrainingListener;
import io.wood.method.walk.BackgroundThreshold;
import io.wood.method.walk.PseudoMasks;
import io.wood.method.walk.WalkedMaps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The whole method without services: from images and image-level labels to masks. {@code main}
 * draws a small dataset and prints how well the masks match the drawn truth; it takes a minute.
 */
final class MethodOnOnePage {
  public static void main(String[] arguments) {
    EffectData data = DrawnData.draw(new DemoSpec(7, 30, 5, 30, 30, 30, .1, .12));
    TrainingParameters base = DemoParameters.withSteps(DemoParameters.base(1), 250);
    TrainingParameters wood = DemoParameters.withSteps(DemoParameters.arm(Arm.WOOD, 1), 100);
    System.out.println(run(data, base, wood, DemoParameters.refinement(1)));
  }

  static SegmentationScores run(
      EffectData data, TrainingParameters base, TrainingParameters wood, RefinementParameters how) {
    ArmTraining training = new ArmTraining(data, Device.cpu());
    // 1. A classifier is trained on image-level labels.
    try (Classifier classifier = training.classifier(base, List.of(), Optional.empty())) {
      // 2. Hard OoDs: candidates for which it predicts a class (p ≥ .5) although they show none.
      List<EffectImage> oods = HardOods.of(classifier, data.candidates()).approved();
      // 3. W-OoD: the classifier learns to push labelled images away from clusters of the OoDs.
      Optional<byte[]> weights = Optional.of(classifier.toSafetensors());
      try (Classifier better = training.classifier(wood, oods, weights);
          IrnNetwork edges = IrnNetwork.load(better, irn(data, better, better, how))) {
        return masks(new ValidationCams(better, data.validation()), edges, how).scores();
      }
    }
  }

  /** The weights of IRN, trained with CAMs of a classifier on a trunk, such as its own. */
  static byte[] irn(
      EffectData data, Classifier classifier, Classifier trunk, RefinementParameters how) {
    // 4. CAMs of the labelled classes; their confident pixels are the labels for IRN.
    MultiScaleCam cam = new MultiScaleCam(classifier, how.cam());
    IrnLabels labeller = new IrnLabels(how.irnLabels(), how.cam().adversarial());
    List<LabelMap> labels = new ArrayList<>();
    for (EffectImage image : data.train()) {
      ActivationMaps maps = cam.of(image.image(), image.labels());
      labels.add(labeller.label(image.image(), maps.keys(), maps.highResolution()));
    }
    // 5. IRN learns the edges between classes.
    LabelledPixels pixels = new LabelledPixels(data.train(), labels);
    return new IrnTraining(how.irn(), trunk, pixels, how.seed(), TrainingListener.SILENT).run();
  }

  static MaskScores masks(ValidationCams cams, IrnNetwork edges, RefinementParameters how) {
    // 6. A random walk spreads each CAM up to the edges.
    PseudoMasks walk = new PseudoMasks(how.walk());
    IrnInference inference = IrnInference.of(edges, how);
    List<ActivationMaps> maps = cams.of(how.cam());
    List<WalkedMaps> walked = new ArrayList<>();
    BackgroundThreshold rule = new BackgroundThreshold();
    for (int i = 0; i < maps.size(); i++) {
      RgbImage image = cams.images().get(i).image();
      ActivationMaps seed = maps.get(i);
      walked.add(walk.walk(seed.keys(), seed.strided(), inference.edge(image), image));
      rule.add(walked.get(i));
    }
    // 7. The strongest class above the threshold gives the mask; the rule needs no pixel label.
    double threshold = Optional.ofNullable(how.backgroundThreshold()).orElse(rule.choose(.25));
    List<LabelMap> masks = walked.stream().map(each -> each.mask(threshold)).toList();
    // 8. The truth is compared with them, after everything else.
    return new MaskScores(cams.classifier().classes(), threshold, cams.images(), masks);
  }
}
