package io.wood.demo.effect;

import ai.djl.Device;
import io.wood.cli.command.AddedCommand;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import io.wood.cli.dataset.ImportProblem;
import io.wood.cli.option.ArchitectureConverter;
import io.wood.cli.option.DeviceOption;
import io.wood.contracts.parameter.Architecture;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.demo.drawing.DemoSpec;
import io.wood.demo.effect.EffectProtocol.Budget;
import io.wood.demo.effect.EffectSetup.Masks;
import io.wood.method.cam.contrast.NegativeSource;
import io.wood.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code wood effect}: compares the arms, on drawn data or on photographs. */
@Command(
    name = "effect",
    description = {
      "Train the base and the arms in one process and measure their CAMs on validation masks,",
      "with differences in pairs of base, seed and image and their 95 %% intervals, on all",
      "images and on every second one.",
      "Without --voc it uses the demo's drawn images."
    })
public final class EffectCommand implements AddedCommand, Callable<Integer> {
  private static final int MAX_PROBLEMS = 20;

  @ArgGroup(exclusive = false, heading = "Photographs:%n")
  private Photographs photographs;

  @Option(
      names = "--arms",
      split = ",",
      defaultValue = "control,background,reference,wood",
      description = "Arms beside the base (default: ${DEFAULT-VALUE}).")
  private List<Arm> arms;

  @Option(
      names = "--seeds",
      split = ",",
      defaultValue = "0,1",
      description = "Seeds of the arms (default: ${DEFAULT-VALUE}).")
  private List<Long> seeds;

  @Option(
      names = {"--base-seeds", "--base-seed"},
      split = ",",
      defaultValue = "0",
      description = "Seeds of the bases; all arms start from each (default: ${DEFAULT-VALUE}).")
  private List<Long> baseSeeds;

  @Mixin private DeviceOption device;

  @Option(
      names = "--masks",
      description = {
        "Also train IRN for each run and measure the pseudo-masks. On drawn images they start",
        "from CAMs of two scales, as in the demo; the CAM figures are of four."
      })
  private boolean masks;

  @Option(
      names = "--base-irn",
      description =
          "With --masks, use the base's IRN for the masks of all arms, which then differ in their"
              + " CAMs alone.")
  private boolean baseIrn;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description =
          "With --masks, write a PNG for each arm, base and seed here: image, CAM, labels for IRN, edges,"
              + " mask and truth of six validation images. Kept runs are not trained again for it.")
  private Path pictures;

  @Option(
      names = "--contrast",
      split = ",",
      paramLabel = "SOURCE",
      description =
          "Also gate each arm's CAMs, without training, by how much a position looks like the class"
              + " and not like negatives: ${COMPLETION-CANDIDATES}; PLACEBO is background that no"
              + " OoD has shown.")
  private List<NegativeSource> contrasts = List.of();

  @Option(
      names = "--set",
      paramLabel = "[ARM:]NAME=VALUE",
      description =
          "Set a parameter of the training of all arms or of one, such as"
              + " wood:metricLoss.lambda=.07.")
  private List<String> assignments = List.of();

  @Option(
      names = "--refine-set",
      paramLabel = "NAME=VALUE",
      description = "Set a parameter of the masks, such as irn.leastSteps=600.")
  private List<String> refinementAssignments = List.of();

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Keep weights and results here; kept runs are not repeated.")
  private Path keep;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write classes, rows and differences as JSON.")
  private Path json;

  /** A dataset of photographs. */
  private static final class Photographs {
    @Option(
        names = "--voc",
        paramLabel = "DIR",
        required = true,
        description = "VOC folder with candidates/ and candidates.csv, the truth about them.")
    private Path folder;

    @Option(
        names = "--weights",
        paramLabel = "FILE",
        required = true,
        description = "ImageNet weights, safetensors or PyTorch, torchvision's names.")
    private Path weights;

    @Option(
        names = "--network",
        converter = ArchitectureConverter.class,
        defaultValue = "mobilenet_v2",
        description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Architecture network;

    @Option(names = "--base-steps", defaultValue = "290", description = "Default: 290.")
    private int baseSteps;

    @Option(
        names = "--steps",
        defaultValue = "87",
        description = "Steps of each arm (default: 87).")
    private int steps;

    @Option(
        names = "--batch",
        defaultValue = "16",
        description = "Labelled images a step, and as many OoDs (default: 16).")
    private int batch;

    @Option(
        names = "--crop",
        defaultValue = "256",
        description = "Side of the network's input (default: 256).")
    private int crop;

    @Option(
        names = {"--min-long-side", "--long-side-least"},
        defaultValue = "160",
        description = "Images are resized to a long side from this (default: 160) ...")
    private int minLongSide;

    @Option(
        names = {"--max-long-side", "--long-side-most"},
        defaultValue = "320",
        description = "... to this (default: 320). Both are half of the paper's, like the crop.")
    private int maxLongSide;

    private byte[] imageNet() {
      try {
        return Files.readAllBytes(weights);
      } catch (IOException e) {
        throw new CommandFailedException("cannot read the weights " + weights + ": " + e, e);
      }
    }
  }

  @Override
  public Integer call() {
    Terminal terminal = Terminal.standard();
    requireOnce("--seeds", seeds);
    requireOnce("--base-seeds", baseSeeds);
    if (baseIrn && !masks) {
      throw new CommandFailedException("--base-irn is about masks; add --masks");
    }
    if (pictures != null && !masks) {
      throw new CommandFailedException("--pictures shows how masks come about; add --masks");
    }
    Device where = device.device();
    Optional<EffectPictures> sheets =
        Optional.ofNullable(pictures).map(folder -> new EffectPictures(terminal, folder));
    EffectResults results =
        photographs == null
            ? ofDrawings(terminal, where, sheets)
            : ofPhotographs(terminal, where, sheets);
    if (json != null) {
      write(results);
    }
    boolean complete =
        results.rows().stream()
                .allMatch(row -> row.failure().isEmpty() && (!masks || row.mask() != null))
            && sheets.map(EffectPictures::isComplete).orElse(true);
    return complete ? 0 : 1;
  }

  private static void requireOnce(String option, List<Long> values) {
    for (int i = 0; i < values.size(); i++) {
      if (values.indexOf(values.get(i)) < i) {
        throw new CommandFailedException(
            "%s has %d twice; a second run of a seed gives the same figures"
                .formatted(option, values.get(i)));
      }
    }
  }

  private EffectResults ofDrawings(
      Terminal terminal, Device where, Optional<EffectPictures> sheets) {
    EffectData data = DrawnData.draw(DemoSpec.DEFAULT);
    return run(terminal, setup(EffectProtocol.drawn(), data, where), sheets, Optional.empty());
  }

  private EffectResults ofPhotographs(
      Terminal terminal, Device where, Optional<EffectPictures> sheets) {
    byte[] imageNet = photographs.imageNet();
    List<ImportProblem> problems = new ArrayList<>();
    EffectData data = VocData.read(photographs.folder, problems);
    problems.stream().limit(MAX_PROBLEMS).forEach(problem -> terminal.line("  " + problem));
    if (problems.size() > MAX_PROBLEMS) {
      terminal.line("  and " + (problems.size() - MAX_PROBLEMS) + " more");
    }
    terminal.line(
        "%d training images, %d for validation, %d candidates"
            .formatted(data.train().size(), data.validation().size(), data.candidates().size()));
    EffectProtocol protocol =
        EffectProtocol.photographs(
            new NetworkSpec(photographs.network, 16),
            new Budget(
                photographs.baseSteps,
                photographs.steps,
                photographs.batch,
                photographs.crop,
                photographs.minLongSide,
                photographs.maxLongSide));
    return run(terminal, setup(protocol, data, where), sheets, Optional.of(imageNet));
  }

  private EffectSetup setup(EffectProtocol protocol, EffectData data, Device where) {
    Masks wanted = baseIrn ? Masks.BASE_IRN : Masks.OWN_IRN;
    return new EffectSetup(
        protocol.with(assignments, refinementAssignments),
        data,
        where,
        masks ? wanted : Masks.NONE,
        contrasts);
  }

  private EffectResults run(
      Terminal terminal,
      EffectSetup setup,
      Optional<EffectPictures> sheets,
      Optional<byte[]> imageNet) {
    List<EffectRow> rows =
        new EffectRun(terminal, setup, Optional.ofNullable(keep).map(KeptRuns::new), sheets)
            .run(arms, baseSeeds, seeds, imageNet);
    return EffectResults.of(setup.data().classes(), rows);
  }

  private void write(EffectResults results) {
    try {
      Files.write(json, Json.canonical(results));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + json, e);
    }
  }
}
