package io.wood.bench.refining;

import io.wood.bench.process.BenchSystem;
import io.wood.bench.process.RandomClassifier;
import io.wood.bench.process.ResultRate;
import io.wood.bench.process.ServiceProcess;
import io.wood.cli.client.EventSender;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import io.wood.cli.dataset.DatasetImporter;
import io.wood.cli.dataset.DatasetPlan;
import io.wood.cli.dataset.MaskValues;
import io.wood.cli.dataset.PlannedImage;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.RefinementParameters.Cam;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.RgbImage;
import io.wood.store.ArtifactStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code wood bench refining}: measures the packaged refiner without work. */
@Command(
    name = "refining",
    description = {
      "Refine images of 16 x 16 pixels without a class, whose maps cost next to nothing, and",
      "measure how many tasks a refiner finishes in a minute.",
      "Exit status 1 when the target is missed."
    })
public final class RefiningCommand implements Callable<Integer> {
  /** JVM options of {@code ./wood}. */
  static final List<String> OPTIONS =
      List.of("-Xmx1536m", "-XX:+UseSerialGC", "-XX:MaxInlineLevel=9", "-XX:InlineSmallCode=1500");

  private static final double TARGET = 2000;
  private static final int SIDE = 16;
  private static final int MIN_IMAGES = 100;
  private static final List<String> CLASSES = List.of("bird");
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final long PAUSE = 500;

  @Option(
      names = "--images",
      defaultValue = "4000",
      description = "Images to refine (default: ${DEFAULT-VALUE}).")
  private int images;

  @Override
  public Integer call() throws IOException {
    if (images < MIN_IMAGES) {
      throw new CommandFailedException(
          "--images %d must be at least %d: a quarter of them are the warm-up"
              .formatted(images, MIN_IMAGES));
    }
    Terminal terminal = Terminal.standard();
    BenchSystem system = BenchSystem.start("refining", terminal);
    double perMinute;
    try (system) {
      perMinute = 60 * measure(system);
    }
    system.delete();
    boolean met = perMinute >= TARGET;
    terminal.line(
        String.format(
            Locale.ROOT,
            "tasks without work: %.0f a minute and replica (target %.0f): %s",
            perMinute,
            TARGET,
            met ? "met" : "MISSED"));
    return met ? 0 : 1;
  }

  /** Tasks per second of the first stage. */
  private double measure(BenchSystem system) {
    ServiceProcess refiner = system.service("refiner", OPTIONS);
    RunningSystem clients = system.clients();
    ArtifactRef dataset = importImages(clients.store());
    refiner.start();
    refiner.awaitReady(LIMIT);
    RefinementParameters parameters =
        new RefinementParameters(
            new Cam(List.of(1.0), false, 0, Cam.PAPER.seedThreshold()),
            null,
            null,
            null,
            null,
            null,
            0);
    try (EventSender sender = clients.sender("bench")) {
      new RandomClassifier("refining", Arm.BASE, new NetworkSpec("small", 16), CLASSES, 1)
          .publish(clients.store(), sender, dataset, parameters);
    }
    ServiceProcess.await(
        images + " refined images in the log",
        LIMIT,
        PAUSE,
        () -> clients.tail().count(ImageRefined.class) >= images);
    List<Instant> times = new ArrayList<>();
    clients.tail().readAll(ImageRefined.class, event -> times.add(event.refinedAt()));
    return ResultRate.of(times);
  }

  /** All but the first one without a class. */
  private ArtifactRef importImages(ArtifactStore store) {
    List<PlannedImage> planned = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      byte[] pixels = new byte[3 * SIDE * SIDE];
      new SplittableRandom(i).nextBytes(pixels);
      byte[] file = ImageEncoder.png(new RgbImage(SIDE, SIDE, pixels));
      planned.add(
          new PlannedImage(
              "image-" + i,
              () -> file,
              i == 0 ? CLASSES : List.of(),
              i == 0 ? Split.TRAIN : Split.VALIDATION,
              Optional.empty()));
    }
    DatasetPlan plan =
        new DatasetPlan("refining", CLASSES, MaskValues.inOrder(CLASSES), planned, List.of());
    return new DatasetImporter(store, (done, total) -> {}).run(plan).ref();
  }
}
