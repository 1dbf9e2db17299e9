package io.wood.demo.effect;

import ai.djl.Device;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.contracts.parameter.TrainingParameters.Schedule;
import io.wood.demo.drawing.DemoParameters;
import io.wood.demo.drawing.DemoSpec;
import io.wood.method.cam.ActivationMaps;
import io.wood.method.cam.MultiScaleCam;
import io.wood.method.evaluation.ConfusionMatrix;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.method.image.LabelMap;
import io.wood.method.irn.IrnInference;
import io.wood.method.irn.IrnLabels;
import io.wood.method.irn.IrnNetwork;
import io.wood.method.irn.IrnTraining;
import io.wood.method.network.Classifier;
import io.wood.method.training.ClassifierTraining;
import io.wood.method.training.TrainingListener;
import io.wood.method.walk.PseudoMasks;
import java.util.List;
import java.util.Optional;

/** The whole method without services: from images and image-level labels to masks. */
public final class MethodOnOnePage {
  private MethodOnOnePage() {}

  /** Draws a small dataset and prints how well the masks match the drawn truth; takes 2 minutes. */
  public static void main(String[] arguments) {
    EffectData data = DrawnData.draw(new DemoSpec(7, 30, 5, 30, 30, 30, .1, .12));
    SegmentationScores scores =
        run(data, drawn(Arm.BASE, 250), drawn(Arm.WOOD, 100), DemoParameters.refinement(1));
    System.out.printf(
        "masks: mIoU %.3f, precision %.3f, recall %.3f%n",
        scores.meanIou(), scores.precision(), scores.recall());
  }

  /** Settings that are null are the defaults of the arm: optimiser, λ, τ, K. */
  private static TrainingParameters drawn(Arm arm, int steps) {
    return new TrainingParameters(
        arm,
        new NetworkSpec("small", 8),
        new Schedule(0, steps, 16, 1, steps),
        null,
        new Augmentation(112, 96, 160, true),
        null,
        1);
  }

  static SegmentationScores run(
      EffectData data,
      TrainingParameters baseParameters,
      TrainingParameters woodParameters,
      RefinementParameters parameters) {
    // 1. A classifier is trained on image-level labels.
    byte[] base = train(data, baseParameters, List.of(), Optional.empty());

    // 2. Hard OoDs: candidates for which it predicts a class (p ≥ .5) although they show none.
    List<EffectImage> oods;
    try (Classifier classifier = load(data, baseParameters, base)) {
      oods = HardOods.of(classifier, data.candidates()).approved();
    }

    // 3. W-OoD: the classifier learns to push labelled images away from the clusters of the OoDs.
    byte[] wood = train(data, woodParameters, oods, Optional.of(base));
    try (Classifier classifier = load(data, woodParameters, wood)) {

      // 4. CAMs of the labelled classes, and from their confident pixels the labels for IRN.
      MultiScaleCam cam = new MultiScaleCam(classifier, parameters.cam().scales());
      IrnLabels labels = new IrnLabels(parameters.irnLabels());
      List<LabelMap> irnLabels =
          data.train().stream()
              .map(
                  image -> {
                    ActivationMaps maps = cam.of(image.image(), image.labels());
                    return labels.label(image.image(), maps.keys(), maps.highResolution());
                  })
              .toList();

      // 5. IRN learns the edges between classes.
      byte[] irn =
          new IrnTraining(
                  parameters.irn(),
                  classifier,
                  new LabelledPixels(data.train(), irnLabels),
                  parameters.seed(),
                  TrainingListener.SILENT)
              .run();

      // 6. A random walk spreads each CAM up to the edges; the strongest class gives the mask.
      ConfusionMatrix confusion = new ConfusionMatrix(data.classes().size() + 1);
      PseudoMasks masks = new PseudoMasks(parameters.walk());
      try (IrnNetwork network = IrnNetwork.load(classifier, irn)) {
        IrnInference inference = new IrnInference(network, parameters.irn().crop());
        for (EffectImage image : data.validation()) {
          ActivationMaps maps = cam.of(image.image(), image.labels());
          LabelMap mask =
              masks
                  .walk(
                      maps.keys(),
                      maps.strided(),
                      inference.edge(image.image()),
                      image.image().height(),
                      image.image().width())
                  .mask(.25);
          confusion.add(image.mask().orElseThrow().labels(), mask.labels());
        }
      }
      return confusion.scores();
    }
  }

  private static byte[] train(
      EffectData data,
      TrainingParameters parameters,
      List<EffectImage> oods,
      Optional<byte[]> initial) {
    return new ClassifierTraining(
            parameters,
            data.classes(),
            EffectData.labelled(data.train()),
            EffectData.labelled(data.validation()),
            EffectData.source(oods),
            initial,
            Device.cpu(),
            TrainingListener.SILENT)
        .run()
        .weights();
  }

  private static Classifier load(EffectData data, TrainingParameters parameters, byte[] weights) {
    return Classifier.load(parameters.network(), data.classes().size(), weights, Device.cpu());
  }
}
