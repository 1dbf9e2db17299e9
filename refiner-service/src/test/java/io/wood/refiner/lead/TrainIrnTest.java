package io.wood.refiner.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementTask;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.TrunkOrigin;
import io.wood.refiner.DrawnDataset;
import io.wood.refiner.Tiny;
import io.wood.refiner.report.ResultsManifest;
import io.wood.refiner.stage.OutputNames;
import io.wood.refiner.stage.RefinementFailedException;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.Manifests;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whole refinements whose IRN sees edges on other trunks. */
class TrainIrnTest {
  private static final ArtifactRef GONE =
      new ArtifactRef(Buckets.MODELS, "weights/gone", "d".repeat(64), 1, "text/plain");

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final DrawnDataset drawn = new DrawnDataset(store);
  private final InlineReplica replica = new InlineReplica(store);
  private final KnownExperiments known = new KnownExperiments(store, drawn, replica);

  @Test
  void trainsAndWalksOnTheWeightsThatTheClassifierStartedFrom() throws Exception {
    known.experiment(drawn.model(9).weights().sha256(), List.of());

    ArtifactRef own = heads("own", TrunkOrigin.CLASSIFIER);
    ArtifactRef pretrained = heads("pretrained", TrunkOrigin.PRETRAINED);

    assertThat(pretrained).isNotEqualTo(own).isEqualTo(heads("start", TrunkOrigin.START));
    assertThat(walked("pretrained")).isNotEqualTo(walked("own")).isEqualTo(walked("start"));
  }

  @Test
  void keepsItsTrunkWhenARetryKnowsMoreOfTheExperiment() throws Exception {
    ArtifactRef heads = heads("foreign", TrunkOrigin.PRETRAINED);
    Map<String, String> walked = walked("foreign");
    known.experiment(drawn.model(9).weights().sha256(), List.of());
    store.keys(Buckets.OUTPUTS).stream()
        .filter(key -> key.contains("/images/mask/") || key.startsWith("shared/"))
        .toList()
        .forEach(key -> store.delete(Buckets.OUTPUTS, key));

    ArtifactRef again = heads("foreign", TrunkOrigin.PRETRAINED);

    assertThat(again).isEqualTo(heads).isNotEqualTo(heads("known", TrunkOrigin.PRETRAINED));
    assertThat(walked("foreign")).isEqualTo(walked).isNotEqualTo(walked("known"));
  }

  @Test
  void trainsAndWalksOnTheFileOfTheRequestAndSharesTheCams() throws Exception {
    ArtifactRef file = drawn.model(9).weights();
    ArtifactRef own = heads(refine("own", TrunkOrigin.CLASSIFIER, null));

    RefinementCompleted completed = refine("file", TrunkOrigin.FILE, file);

    assertThat(completed.metrics())
        .containsEntry("reused.cam", 6.0)
        .doesNotContainKey("reused.mask");
    assertThat(heads(completed)).isNotEqualTo(own);
    assertThat(walked("file")).isNotEqualTo(walked("own"));
    known.experiment(file.sha256(), List.of());
    assertThat(heads("start", TrunkOrigin.START)).isEqualTo(heads(completed));
  }

  @Test
  void sharesAnEqualTrainingOfTheSameFileAndNoneOfAnother() throws Exception {
    ArtifactRef file = drawn.model(9).weights();
    ArtifactRef heads = heads(refine("file", TrunkOrigin.FILE, file));

    ArtifactRef other = heads(refine("other", TrunkOrigin.FILE, drawn.model(8).weights()));
    RefinementCompleted again = refine("again", TrunkOrigin.FILE, file);

    assertThat(other).isNotEqualTo(heads);
    assertThat(heads(again)).isEqualTo(heads);
    assertThat(again.metrics()).containsEntry("reused.mask", 6.0);
    assertThat(store.keys(Buckets.OUTPUTS))
        .filteredOn(key -> key.startsWith("trainings/"))
        .as("weights and figures of two trainings")
        .hasSize(4);
  }

  @Test
  void refusesAFileOfAnotherNetworkBeforeTheCams() throws Exception {
    ArtifactRef heads = heads("own", TrunkOrigin.CLASSIFIER);
    assertThatThrownBy(() -> refine("heads", TrunkOrigin.FILE, heads))
        .isInstanceOf(RefinementFailedException.class)
        .hasMessageContaining("the weights " + heads.sha256() + " cannot be the trunk of a small")
        .hasMessageContaining("request another refinement")
        .hasMessageContaining("conv1.weight");
    assertThatThrownBy(() -> refine("gone", TrunkOrigin.FILE, GONE))
        .isInstanceOf(RefinementFailedException.class)
        .hasMessageContaining("weights/gone");
    assertThat(replica.published(RefinementTask.class))
        .extracting(RefinementTask::refinement)
        .containsOnly("own");
  }

  private ArtifactRef heads(String id, TrunkOrigin trunk) throws InterruptedException {
    return heads(refine(id, trunk, null));
  }

  private ArtifactRef heads(RefinementCompleted completed) {
    return Manifests.load(store, completed.results(), ResultsManifest.class).relations();
  }

  private RefinementCompleted refine(String id, TrunkOrigin trunk, ArtifactRef file)
      throws InterruptedException {
    RefinementParameters parameters = Tiny.masks(null, null, Tiny.irn(trunk, null), null, .4);
    RefinementRequested request =
        InlineReplica.request(id, drawn.model(), drawn.manifest(drawn.good()), parameters, file);
    return replica.run().run(request, replica.reporter(id), () -> true);
  }

  /** SHA-256 of the walked maps by image. */
  private Map<String, String> walked(String id) {
    return store.keys(Buckets.OUTPUTS).stream()
        .filter(key -> key.startsWith("runs/" + id + "/"))
        .filter(key -> key.endsWith(OutputNames.PROBABILITIES))
        .collect(
            Collectors.toMap(
                key -> key.substring(("runs/" + id + "/").length()),
                key -> store.stat(Buckets.OUTPUTS, key).orElseThrow().sha256()));
  }
}
