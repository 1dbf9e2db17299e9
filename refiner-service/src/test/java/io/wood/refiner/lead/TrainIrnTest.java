package io.wood.refiner.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.TrunkOrigin;
import io.wood.refiner.DrawnDataset;
import io.wood.refiner.Tiny;
import io.wood.refiner.report.ResultsManifest;
import io.wood.refiner.stage.OutputNames;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.Manifests;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whole refinements whose IRN sees edges on other trunks. */
class TrainIrnTest {
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

  private ArtifactRef heads(String id, TrunkOrigin trunk) throws InterruptedException {
    RefinementParameters parameters = Tiny.masks(null, null, Tiny.irn(trunk, null), null, .4);
    RefinementRequested request =
        InlineReplica.request(id, drawn.model(), drawn.manifest(drawn.good()), parameters);
    return Manifests.load(
            store,
            replica.run().run(request, replica.reporter(id), () -> true).results(),
            ResultsManifest.class)
        .relations();
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
