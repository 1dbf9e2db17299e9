package io.wood.bench.refining;

import ai.djl.Device;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.method.cam.ActivationMaps;
import io.wood.method.cam.MultiScaleCam;
import io.wood.method.data.MaskedImage;
import io.wood.method.data.MaskedImages;
import io.wood.method.image.LabelMap;
import io.wood.method.image.MemoryBudget;
import io.wood.method.image.PixelMemory;
import io.wood.method.image.RgbImage;
import io.wood.method.irn.IrnInference;
import io.wood.method.irn.IrnLabels;
import io.wood.method.irn.IrnNetwork;
import io.wood.method.irn.IrnTraining;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.EngineThreads;
import io.wood.method.tensor.ImagePlanes;
import io.wood.method.training.TrainingListener;
import io.wood.method.walk.BackgroundThreshold;
import io.wood.method.walk.PseudoMasks;
import io.wood.method.walk.WalkedMaps;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Calls the stages of a refinement one after another, on photographs in memory: without store,
 * Kafka, files and overlays. As many photographs are in work as in a refiner.
 */
final class BareStages implements AutoCloseable {
  /** Default of {@code wood.refiner.workers}. */
  static final int WORKERS = 4;

  /** Default of {@code wood.refiner.memory-budget}, GiB. */
  static final int BUDGET_GIBI = 3;

  private static final double DEFAULT_THRESHOLD = .25;

  private final Classifier classifier;
  private final RefinementParameters parameters;
  private final MemoryBudget budget = MemoryBudget.ofProcess((long) BUDGET_GIBI << 30);
  private final Semaphore free = new Semaphore(MemoryBudget.SHARES, true);
  private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);

  /**
   * With a classifier of random weights.
   *
   * @param seed of the weights
   */
  BareStages(NetworkSpec network, long seed, RefinementParameters parameters) {
    this.classifier = Classifier.create(network, Photograph.CLASSES.size(), seed, Device.cpu());
    this.parameters = parameters;
  }

  private record Input(RgbImage image, List<Integer> classes) {}

  private record Seeded(RgbImage image, List<Integer> keys, ImagePlanes maps, LabelMap label) {}

  private record Timed<T>(T result, double seconds) {}

  /** Measures each stage. */
  StageTimes measure(List<Photograph> photographs) {
    List<Input> inputs =
        photographs.stream().map(photo -> new Input(photo.image(), photo.classes())).toList();
    Timed<List<Seeded>> seeded = timed(() -> each(inputs, this::shares, this::seeded));
    Timed<byte[]> trained = timed(() -> train(seeded.result()));
    try (IrnNetwork relations = IrnNetwork.load(classifier, trained.result())) {
      Timed<List<WalkedMaps>> walked =
          timed(() -> each(seeded.result(), this::shares, image -> walked(relations, image)));
      Timed<List<LabelMap>> masks = timed(() -> masks(walked.result()));
      return new StageTimes(seeded.seconds(), trained.seconds(), walked.seconds(), masks.seconds());
    }
  }

  private static <T> Timed<T> timed(Supplier<T> stage) {
    long begin = System.nanoTime();
    T result = stage.get();
    return new Timed<>(result, (System.nanoTime() - begin) / 1e9);
  }

  /**
   * Processes images in parallel as a refiner does: a share of the cores and of the memory each.
   */
  private <A, B> List<B> each(List<A> inputs, ToIntFunction<A> shares, Function<A, B> stage) {
    List<Callable<B>> tasks = new ArrayList<>();
    for (A input : inputs) {
      int share = shares.applyAsInt(input);
      tasks.add(
          () -> {
            free.acquire(share);
            try (EngineThreads threads = EngineThreads.share(WORKERS)) {
              return stage.apply(input);
            } finally {
              free.release(share);
            }
          });
    }
    try {
      List<B> results = new ArrayList<>();
      for (Future<B> task : workers.invokeAll(tasks)) {
        results.add(task.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a bare stage failed", e);
    }
  }

  private int shares(Input input) {
    return shares(input.image(), input.classes());
  }

  private int shares(Seeded seeded) {
    return shares(seeded.image(), seeded.keys());
  }

  private int shares(RgbImage image, List<Integer> classes) {
    return budget.shares(image.width(), image.height(), PixelMemory.ofMasks(classes.size()));
  }

  private Seeded seeded(Input input) {
    ActivationMaps cams =
        new MultiScaleCam(classifier, parameters.cam()).of(input.image(), input.classes());
    LabelMap label =
        new IrnLabels(parameters.irnLabels(), parameters.cam().adversarial())
            .label(input.image(), cams.keys(), cams.highResolution());
    return new Seeded(input.image(), cams.keys(), cams.strided(), label);
  }

  private byte[] train(List<Seeded> images) {
    return new IrnTraining(
            parameters.irn(),
            classifier,
            new Labelled(images),
            parameters.seed(),
            TrainingListener.SILENT)
        .run();
  }

  private WalkedMaps walked(IrnNetwork relations, Seeded seeded) {
    RgbImage image = seeded.image();
    ImagePlanes edge = IrnInference.of(relations, parameters).edge(image);
    return new PseudoMasks(parameters.walk()).walk(seeded.keys(), seeded.maps(), edge, image);
  }

  /** On one thread, as in a refiner. */
  private static List<LabelMap> masks(List<WalkedMaps> walked) {
    BackgroundThreshold statistics = new BackgroundThreshold();
    walked.forEach(statistics::add);
    double threshold = statistics.choose(DEFAULT_THRESHOLD);
    return walked.stream().map(maps -> maps.mask(threshold)).toList();
  }

  /** The photographs with their labels for IRN. */
  private record Labelled(List<Seeded> images) implements MaskedImages {
    @Override
    public int size() {
      return images.size();
    }

    @Override
    public String id(int index) {
      return "%064x".formatted(index);
    }

    @Override
    public MaskedImage load(int index) {
      return new MaskedImage(images.get(index).image(), images.get(index).label());
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
    classifier.close();
  }
}
