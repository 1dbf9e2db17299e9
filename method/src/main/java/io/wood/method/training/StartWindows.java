package io.wood.method.training;

import ai.djl.Device;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.cam.CamFrame;
import io.wood.method.data.TrainingData;
import io.wood.method.data.augment.BackgroundWindow;
import io.wood.method.data.augment.ImageWindow;
import io.wood.method.data.augment.WindowImages;
import io.wood.method.network.Classifier;
import java.util.List;
import java.util.Optional;

/**
 * The windows without an object of the labelled images, by CAMs of the classifier that a training
 * starts from: negatives as sharp as the objects are. See {@link BackgroundWindow}.
 */
final class StartWindows {
  /** Raise it when windows are computed in another way. */
  private static final String VERSION = "windows 1";

  private final TrainingData data;
  private final TrainingListener listener;
  private final StartCams cams;

  StartWindows(
      TrainingParameters parameters,
      TrainingData data,
      SkippedImages skipped,
      TrainingListener listener,
      SharedResults shared) {
    this.data = data;
    this.listener = listener;
    this.cams = new StartCams(parameters, data, skipped, listener, shared);
  }

  /**
   * The windows of the images that have one.
   *
   * @param weights that the training starts from
   * @param step optimiser steps done
   */
  WindowImages of(byte[] weights, Device device, long step) {
    List<Optional<ImageWindow>> windows =
        cams.shared(
            cams.key(VERSION, weights, device),
            ImageWindow::toBytes,
            ImageWindow::stored,
            () -> computed(weights, device, step));
    WindowImages images = new WindowImages(data.train().images(), windows);
    listener.remark(
        images.size() > 0
            ? "%d of %d labelled images give a window without an object as a sharp negative"
                .formatted(images.size(), windows.size())
            : "augmentation.sharpNegatives has no effect: none of %d labelled images gives a window"
                    .formatted(windows.size())
                + " without an object");
    return images;
  }

  private List<Optional<ImageWindow>> computed(byte[] weights, Device device, long step) {
    try (Classifier start = cams.start(weights, device)) {
      return cams.search(
          start,
          "background windows",
          step,
          (maps, width, height) -> BackgroundWindow.of(maps, CamFrame.STRIDE, width, height));
    }
  }
}
