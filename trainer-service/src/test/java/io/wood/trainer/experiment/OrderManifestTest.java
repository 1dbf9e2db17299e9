package io.wood.trainer.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wood.contracts.api.trainer.ExperimentOrder;
import io.wood.contracts.api.trainer.ManifestFile;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.RefinementParameters.IrnLabels;
import io.wood.store.Json;
import io.wood.trainer.run.FakeTraining;
import io.wood.trainer.run.World;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An exported manifest is an order for exactly the same training. */
final class OrderManifestTest {
  private final World world = new World();
  private final OrderManifest manifests = new OrderManifest(world.store, world.files);

  @BeforeEach
  void train() {
    world.decide("d1", "lake", Verdict.APPROVED, 1);
    world.decide("d2", "tree", Verdict.APPROVED, 2);
    world.decide("d3", "road", Verdict.APPROVED, 3);
    world.request("mine", Arm.WOOD);
    world.trainer("a", new FakeTraining()).work();
    world.decide("d4", "lake", Verdict.PRUNED, 4);
  }

  @Test
  void anUneditedManifestIsTrainedAlready() {
    ExperimentRequested request = request(manifests.export("mine"));

    assertThat(request.experiment()).isEqualTo("mine");
  }

  @Test
  void keepsTheRefinementWithWhatItLeavesToTheRules() {
    ManifestFile mine = manifests.export("mine");
    RefinementParameters paper = RefinementParameters.PAPER;
    RefinementParameters refinement =
        new RefinementParameters(
            paper.cam(), IrnLabels.BY_CAM, paper.irn(), paper.walk(), null, null, 0);

    ExperimentRequested request =
        request(new ManifestFile(null, mine.sha256(), mine.manifest(), mine.initial(), refinement));

    assertThat(request.refinement()).isEqualTo(refinement);
  }

  @Test
  void namesTheFieldsThatWereEditedUnderTheOldHash() {
    ObjectNode file = tree(manifests.export("mine"));
    ((ObjectNode) file.at("/manifest/parameters/metricLoss")).put("tau", .5);
    ((ObjectNode) file.at("/manifest/parameters")).put("seed", 9);

    assertThatThrownBy(() -> order(file))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("edited: parameters.metricLoss.tau 0.2 → 0.5, parameters.seed 1 → 9")
        .hasMessageContaining("Remove the line \"sha256\"");
  }

  @Test
  void trainsAnEditedManifestWithTheDecisionsOfTheOriginal() {
    ObjectNode file = tree(manifests.export("mine"));
    ((ObjectNode) file.at("/manifest/parameters/metricLoss")).put("tau", .5);
    file.remove("sha256");

    ExperimentRequested request = world.requests().request(order(file));
    world.trainer("a", new FakeTraining()).work();

    ExperimentManifest edited = world.files.frozen(request.experiment()).orElseThrow().manifest();
    ExperimentManifest original = world.files.frozen("mine").orElseThrow().manifest();
    assertThat(edited.parameters().metricLoss().tau()).isEqualTo(.5);
    assertThat(edited.oods()).isEqualTo(original.oods()).hasSize(3);
  }

  @Test
  void refusesOodsThatTheDecisionsDoNotGive() {
    ObjectNode file = tree(manifests.export("mine"));
    ((ArrayNode) file.at("/manifest/oods")).remove(0);
    file.remove("sha256");
    ManifestFile edited = read(file);
    ExperimentManifest planned = world.requests().preview(order(file)).manifest();

    assertThatThrownBy(() -> OrderManifest.requireOods(edited.manifest(), planned))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("give 1 OoDs that it does not list", "manifest.selection.images");
  }

  @Test
  void choosesOodsOneByOneByTheListOfTheSelection() {
    ManifestFile original = manifests.export("mine");
    List<String> two =
        original.manifest().oods().stream().limit(2).map(ood -> ood.sha256()).toList();
    ObjectNode file = tree(original);
    ((ObjectNode) file.get("manifest"))
        .putObject("selection")
        .set("images", Json.mapper().valueToTree(two));
    file.remove("sha256");

    assertThat(world.requests().preview(order(file)).manifest().oods())
        .isEqualTo(original.manifest().oods().subList(0, 2));
  }

  @Test
  void refusesAManifestWhoseDatasetIsNotInTheStore() {
    ObjectNode file = tree(manifests.export("mine"));
    ((ObjectNode) file.get("manifest")).put("dataset", "f".repeat(64));
    file.remove("sha256");

    assertThatThrownBy(() -> order(file))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("no dataset " + "f".repeat(64), "import it first");
  }

  @Test
  void hasNoManifestBeforeTheStart() {
    world.files.register(world.request("later", Arm.BASE));

    assertThatThrownBy(() -> manifests.export("later"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("'later' has no manifest yet");
    assertThatThrownBy(() -> manifests.export("nobody")).hasMessageContaining("'nobody'");
  }

  private ExperimentRequested request(ManifestFile file) {
    return world.requests().request(manifests.order(file, null, false, "tester"));
  }

  private ExperimentOrder order(ObjectNode file) {
    return manifests.order(read(file), null, false, "tester");
  }

  private static ManifestFile read(ObjectNode file) {
    return ParameterTree.read("file", file, ManifestFile.class);
  }

  private static ObjectNode tree(ManifestFile file) {
    return Json.mapper().valueToTree(file);
  }
}
