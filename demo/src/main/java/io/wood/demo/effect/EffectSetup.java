package io.wood.demo.effect;

import static java.util.Objects.requireNonNull;

import ai.djl.Device;
import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.RefinementParameters.Irn;
import io.wood.contracts.parameter.TrunkOrigin;
import io.wood.method.cam.contrast.NegativeSource;
import java.util.List;

/**
 * Parameters, images and device of a comparison.
 *
 * @param protocol parameters of the base and the arms
 * @param data images
 * @param device of trainings and CAMs
 * @param masks how pseudo-masks are made and measured, too
 * @param contrasts negatives that gate the CAMs of each arm; each gives another row
 */
record EffectSetup(
    EffectProtocol protocol,
    EffectData data,
    Device device,
    Masks masks,
    List<NegativeSource> contrasts) {
  /** Whose IRN gives the edges of the masks. */
  enum Masks {
    /** No masks. */
    NONE,
    /** Of each classifier, on its own CAMs. */
    OWN_IRN,
    /** Of the base, for all arms, so that arms differ in their CAMs alone. */
    BASE_IRN
  }

  EffectSetup {
    requireNonNull(masks, "masks");
    contrasts = List.copyOf(contrasts);
    requireNonNull(protocol, "protocol");
    requireNonNull(data, "data");
    requireNonNull(device, "device");
  }

  /** The device as it is written in a setting. */
  String place() {
    return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
  }

  /**
   * Checks the settings before the base is trained for nothing.
   *
   * @throws CommandFailedException for one that has no effect
   */
  void requireKnownSettings(List<Arm> arms) {
    arms.forEach(arm -> protocol.arm(arm, 0));
    Irn irn = protocol.refinement(0).irn();
    boolean bounded = irn.minutes() != 0 && !irn.minutes().equals(Irn.USUAL.minutes());
    boolean known = irn.trunk() == TrunkOrigin.PRETRAINED || irn.trunk() == TrunkOrigin.CLASSIFIER;
    if (!known || irn.background() > 0 || bounded) {
      throw new CommandFailedException(
          "--refine-set irn.trunk=BASE, START or FILE, irn.background and irn.minutes have no effect here: IRN is trained on"
              + " the PRETRAINED or CLASSIFIER trunk and the labelled images alone, and as long as irn.leastSteps and"
              + " irn.epochs say; `wood refine` knows these settings");
    }
  }
}
