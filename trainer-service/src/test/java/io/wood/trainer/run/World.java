package io.wood.trainer.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.engine.EngineException;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.MetricLoss.ClusterStart;
import io.wood.contracts.parameter.MetricLoss.LossScale;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.Schedule;
import io.wood.kit.MovableClock;
import io.wood.kit.event.EventPublisher;
import io.wood.kit.event.ProgressPublisher;
import io.wood.kit.thread.EngineHealth;
import io.wood.method.data.TrainingFailedException;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.Json;
import io.wood.store.Manifests;
import io.wood.store.lease.Leases;
import io.wood.trainer.engine.FetchImages;
import io.wood.trainer.engine.TrainingEngine;
import io.wood.trainer.experiment.DatasetCatalog;
import io.wood.trainer.experiment.DecisionLog;
import io.wood.trainer.experiment.ExperimentView;
import io.wood.trainer.experiment.FakeBroker;
import io.wood.trainer.experiment.OpenExperiments;
import io.wood.trainer.experiment.PlanManifest;
import io.wood.trainer.experiment.RequestExperiment;
import io.wood.trainer.store.KeptCheckpoint;
import io.wood.trainer.store.RunFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A store, a broker and a clock that several trainers share. */
public final class World {
  static final Duration LEASE = Duration.ofSeconds(30);
  static final Duration CHECKPOINTS = Duration.ofSeconds(12);

  public final InMemoryArtifactStore store = new InMemoryArtifactStore();
  final FakeBroker broker = new FakeBroker();
  public final MovableClock clock = new MovableClock();
  public final RunFiles files = new RunFiles(store);
  boolean deviceLost;
  final AtomicInteger left = new AtomicInteger();
  final EngineHealth engine =
      new EngineHealth(
          EngineException.class,
          () -> {
            if (deviceLost) {
              throw new EngineException("no CUDA device");
            }
          },
          left::incrementAndGet);
  public final ArtifactRef dataset = Manifests.store(store, Buckets.DATASETS, dataset());
  public final ArtifactRef initial =
      store.put(Buckets.MODELS, "weights/given", "given".getBytes(UTF_8), "application/octet");

  /** A trainer process. */
  public record Trainer(ClaimExperiment claim, OpenExperiments open) {
    /** Runs what is open and free, and says which that was. */
    public List<String> work() {
      return open.list().stream()
          .filter(claim::tryRun)
          .map(ExperimentRequested::experiment)
          .toList();
    }
  }

  public Trainer trainer(String owner, TrainingEngine training) {
    RunSettings settings = new RunSettings(owner, LEASE, .2, 3, CHECKPOINTS);
    SuperviseRun supervise =
        new SuperviseRun(
            files,
            new FreezeManifest(files, plan(), Runnable::run),
            new RunExperiment(
                store,
                files,
                new FetchImages(store, Executors.newSingleThreadExecutor(World::daemon)),
                training,
                clock),
            new RunEvents(broker, new ProgressPublisher(broker, Runnable::run)),
            RunObserver.NONE,
            settings,
            Runnable::run,
            engine,
            clock);
    return new Trainer(
        new ClaimExperiment(files, new Leases(store, clock), supervise, settings),
        new OpenExperiments(broker, files));
  }

  public RequestExperiment requests() {
    return requests(broker);
  }

  /** With another way to publish, which may fail. */
  public RequestExperiment requests(EventPublisher publisher) {
    return new RequestExperiment(store, files, new DatasetCatalog(store), plan(), publisher, clock);
  }

  /** Retention, or a person, deletes the oldest records. */
  public void deleteDecisionsBelow(int partition, long first) {
    broker.deleteBelow(partition, first);
  }

  public void publish(Event event) {
    broker.publish(event);
  }

  /** Publishing these events fails from now on. */
  public void refuse(Predicate<Event> events) {
    broker.refuse(events);
  }

  /** A view of all events so far. */
  public void show(ExperimentView view) {
    broker.all(Event.class).forEach(view::on);
  }

  public PlanManifest plan() {
    return new PlanManifest(
        new DecisionLog(broker, () -> broker.ends(CurationDecided.class)), "test");
  }

  /** All requests on the topic. */
  public List<ExperimentRequested> requested() {
    return broker.all(ExperimentRequested.class);
  }

  /** All trained classifiers on the topic. */
  public List<ClassifierTrained> trained() {
    return broker.all(ClassifierTrained.class);
  }

  public ExperimentRequested request(String experiment, Arm arm) {
    return request(experiment, arm, new NetworkSpec("small", 8));
  }

  public ExperimentRequested request(String experiment, Arm arm, NetworkSpec network) {
    ArtifactRef start = arm == Arm.BASE ? null : initial;
    return request(experiment, dataset, start, parameters(arm, network));
  }

  public ExperimentRequested request(
      String experiment, ArtifactRef labelled, ArtifactRef start, TrainingParameters parameters) {
    ExperimentRequested request =
        new ExperimentRequested(
            experiment,
            labelled,
            start,
            parameters,
            Map.of(),
            null,
            null,
            null,
            null,
            "tester",
            clock.instant());
    broker.publish(request);
    return request;
  }

  /** The checkpoint that is left of a base classifier whose training failed. */
  public KeptCheckpoint keptOfAFailedBase(String experiment) {
    request(experiment, Arm.BASE);
    trainer(
            "a",
            new FakeTraining(
                step -> {
                  if (step == 4) {
                    throw new TrainingFailedException("it diverged", step, Map.of(), "Calm it.");
                  }
                }))
        .work();
    return files.result(experiment).orElseThrow().kept();
  }

  public static TrainingParameters parameters(Arm arm) {
    return parameters(arm, new NetworkSpec("small", 8));
  }

  public static TrainingParameters parameters(Arm arm, NetworkSpec network) {
    return new TrainingParameters(
        arm,
        network,
        new Schedule(0, 10, 2, 1, 5),
        null,
        null,
        new MetricLoss(
            .007, .2, 2, ClusterStart.PLUS_PLUS, LossScale.PER_CLUSTER, false, 1, .07, -1),
        1);
  }

  /** A person's decision on the candidate with this content. */
  public CurationDecided decide(String id, String candidate, Verdict verdict, int second) {
    CurationDecided decision = decision(id, image(candidate, Buckets.CANDIDATES), verdict, second);
    broker.publish(decision);
    return decision;
  }

  /** A person's decision on a candidate. */
  CurationDecided decision(String id, ArtifactRef image, Verdict verdict, int second) {
    return new CurationDecided(
        id,
        image.sha256(),
        image,
        verdict,
        "reviewer",
        Instant.parse("2026-04-01T00:00:00Z").plusSeconds(second),
        "",
        List.of(),
        "boat",
        .9,
        initial.sha256(),
        null,
        1);
  }

  public DatasetManifest dataset() {
    return new DatasetManifest(
        "tiny",
        List.of("boat", "bird"),
        List.of(
            labelled("one", "boat", Split.TRAIN),
            labelled("two", "bird", Split.TRAIN),
            labelled("three", "boat", Split.VALIDATION)));
  }

  /** The same images under the same names of classes in another order. */
  public ArtifactRef renamed() {
    return Manifests.store(
        store,
        Buckets.DATASETS,
        new DatasetManifest("renamed", List.of("bird", "boat"), dataset().images()));
  }

  public ArtifactRef name(String name, ArtifactRef manifest) {
    return store.put(
        Buckets.DATASETS,
        ObjectKeys.datasetName(name),
        Json.canonical(manifest),
        Manifests.MEDIA_TYPE);
  }

  private Image labelled(String name, String label, Split split) {
    return new Image(name, image(name, Buckets.DATASETS), 8, 8, List.of(label), split, null, null);
  }

  private ArtifactRef image(String content, String bucket) {
    byte[] bytes = content.getBytes(UTF_8);
    return putOnce(store, bucket, bytes);
  }

  private static ArtifactRef putOnce(ArtifactStore store, String bucket, byte[] bytes) {
    return store.put(bucket, ObjectKeys.image(Hashes.sha256(bytes)), bytes, "image/png");
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }
}
