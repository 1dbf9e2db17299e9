package io.wood.demo.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import io.wood.cli.dataset.ImportProblem;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.RefinementParameters.Cam;
import io.wood.contracts.parameter.RefinementParameters.Irn;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.Optimiser;
import io.wood.demo.effect.EffectProtocol.Budget;
import io.wood.demo.effect.EffectSetup.Masks;
import io.wood.method.cam.contrast.NegativeSource;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.RgbImage;
import io.wood.method.network.Classifier;
import io.wood.store.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectRunTest {
  private static final int SIDE = 40;
  private static final EffectProtocol TINY =
      EffectProtocol.photographs(new NetworkSpec("small", 8), new Budget(4, 2, 4, 32, 20, 40));
  private static final Irn IRN = new Irn(2, 32, 4, 1, .1, 0);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), false);

  @TempDir private Path folder;

  /** Cats are red, dogs are blue. */
  @BeforeEach
  void aVocFolderWithCandidates() throws IOException {
    List<String> labels = new ArrayList<>(List.of("image,cat,dog"));
    List<String> train = new ArrayList<>();
    List<String> validation = new ArrayList<>();
    Files.createDirectories(folder.resolve("ImageSets"));
    for (int i = 0; i < 12; i++) {
      boolean cat = i % 2 == 0;
      image("JPEGImages/i" + i + ".jpg", cat ? 0 : 2, i);
      labels.add("i" + i + (cat ? ",1,0" : ",0,1"));
      (i < 8 ? train : validation).add("i" + i);
      mask("SegmentationClass/i" + i + ".png", cat ? 8 : 12);
    }
    Files.write(folder.resolve("labels.csv"), labels);
    Files.write(folder.resolve("ImageSets/train.txt"), train);
    Files.write(folder.resolve("ImageSets/val.txt"), validation);
    List<String> candidates = new ArrayList<>(List.of("image,truth"));
    for (int i = 0; i < 20; i++) {
      image("candidates/c" + i + ".jpg", i % 3, 100 + i);
      candidates.add("c" + i + (i < 5 ? ",foreground:cat" : ",unscreened"));
    }
    Files.write(folder.resolve("candidates.csv"), candidates);
  }

  private void image(String name, int bright, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(60) + (i % 3 == bright ? 180 : 20));
    }
    write(name, ImageEncoder.jpeg(new RgbImage(SIDE, SIDE, bytes), .9));
  }

  private void mask(String name, int value) throws IOException {
    byte[] labels = new byte[SIDE * SIDE];
    for (int i = 0; i < labels.length / 2; i++) {
      labels[i] = (byte) value;
    }
    write(name, LabelMaps.encode(new LabelMap(SIDE, SIDE, labels)));
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private EffectData data() {
    List<ImportProblem> problems = new ArrayList<>();
    EffectData data = VocData.read(folder, problems);
    assertThat(problems).isEmpty();
    return data;
  }

  private static EffectSetup setup(EffectData data) {
    return new EffectSetup(TINY, data, Device.cpu(), Masks.NONE, List.of());
  }

  private List<EffectRow> run(EffectData data, Optional<KeptRuns> kept) {
    return new EffectRun(terminal, setup(data), kept, Optional.empty())
        .run(List.of(Arm.CONTROL, Arm.BACKGROUND), List.of(0L), List.of(3L, 4L), Optional.empty());
  }

  @Test
  void readsSplitsMasksAndTheTruthAboutCandidates() {
    EffectData data = data();

    assertThat(data.classes()).containsExactly("cat", "dog");
    assertThat(data.train()).hasSize(8).allMatch(image -> image.mask().isEmpty());
    assertThat(data.validation()).hasSize(4);
    // VOC's cat is 8, the dataset's is 1.
    assertThat(data.validation().get(0).mask().orElseThrow().at(0, 0)).isEqualTo(1);
    assertThat(data.candidates().stream().filter(image -> image.labels().isEmpty())).hasSize(15);
  }

  @Test
  void measuresEveryArmAndSeedFromOneBase() {
    List<EffectRow> rows = run(data(), Optional.empty());

    assertThat(rows)
        .extracting(EffectRow::arm)
        .containsExactly(Arm.BASE, Arm.CONTROL, Arm.CONTROL, Arm.BACKGROUND, Arm.BACKGROUND);
    assertThat(rows.get(1).meanIou()).isBetween(0., 1.);
    assertThat(rows.get(1).seed()).isEqualTo(3);
    assertThat(rows.get(1).oods()).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("computed on cpu")
        .contains("of 20 candidates convince the base")
        .containsPattern("control +2 .* ± ")
        .contains("PxAP %")
        .containsPattern("control +seeds +2 +\\d.* ± ")
        .containsPattern("seeds by class: .*\\R.* background\\Rbackground +\\d.* / .*\\Rcat ")
        .containsPattern("background - control +2 +[+-]\\d+\\.\\d \\[[+-].*, [+-].*\\] +[+-]");
    assertThat(rows.get(1).cams().pixelPrecision()).isBetween(0., 1.);
    assertThat(rows.get(1).cams().meanIou().figure()).isEqualTo(rows.get(1).meanIou());
  }

  @Test
  void startsTheArmsFromEachBaseAndPairsThemWithinIt() throws IOException {
    Path keep = folder.resolve("kept");
    KeptRuns kept = new KeptRuns(keep);
    EffectData data = data();

    List<EffectRow> rows =
        new EffectRun(terminal, setup(data), Optional.of(kept), Optional.empty())
            .run(
                List.of(Arm.CONTROL, Arm.BACKGROUND),
                List.of(1L, 0L),
                List.of(3L, 4L),
                Optional.empty());

    assertThat(rows)
        .extracting(EffectRow::base)
        .containsExactly(1L, 1L, 1L, 1L, 1L, 0L, 0L, 0L, 0L, 0L);
    try (Stream<Path> files = Files.list(keep)) {
      assertThat(files.filter(file -> file.toString().endsWith(".safetensors"))).hasSize(10);
    }
    assertThat(rows.subList(5, 10)).isEqualTo(run(data, Optional.of(kept)));
    assertThat(out.toString(StandardCharsets.UTF_8)).containsPattern("background - control +4 ");
  }

  @Test
  void scoresEverySecondImageByIdByItself() {
    EffectData data = data();
    List<EffectImage> byId =
        data.validation().stream().sorted(Comparator.comparing(EffectImage::id)).toList();
    List<EffectImage> second = List.of(byId.get(1), byId.get(3));

    try (Classifier network =
        new ArmTraining(data, Device.cpu()).classifier(TINY.base(0), List.of(), Optional.empty())) {
      CamScores ofAll =
          new CamScores(2, Cam.PAPER).add(new ValidationCams(network, data.validation()));
      CamScores ofSecond = new CamScores(2, Cam.PAPER).add(new ValidationCams(network, second));

      assertThat(ofAll.halves().confirmation()).isEqualTo(ofSecond.figures());
      assertThat(ofAll.halves().selection()).isNotEqualTo(ofSecond.figures());
      assertThat(ofAll.figures()).isNotEqualTo(ofSecond.figures());
    }
  }

  @Test
  void goesOnWithTheOtherBasesWhenOneFails() {
    EffectProtocol second = failing(Set.of(1L));

    List<EffectRow> rows =
        new EffectRun(terminal, setup(second), Optional.empty(), Optional.empty())
            .run(List.of(Arm.CONTROL), List.of(1L, 0L), List.of(3L), Optional.empty());

    assertThat(rows)
        .extracting(EffectRow::run)
        .containsExactly("base, seed 1", "base, seed 0", "control, base 0, seed 3");
    assertThat(rows.get(0).failure()).isNotEmpty();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("base 1 has no arms: it could not be trained");
  }

  @Test
  void failsWhenNoBaseCanBeTrained() {
    EffectRun run =
        new EffectRun(terminal, setup(failing(Set.of(0L))), Optional.empty(), Optional.empty());

    assertThatThrownBy(
            () -> run.run(List.of(Arm.CONTROL), List.of(0L), List.of(3L), Optional.empty()))
        .hasMessageStartingWith("no base could be trained");
  }

  private EffectSetup setup(EffectProtocol protocol) {
    return new EffectSetup(protocol, data(), Device.cpu(), Masks.NONE, List.of());
  }

  /** Bases of these seeds diverge. */
  private static EffectProtocol failing(Set<Long> seeds) {
    Optimiser diverging = new Optimiser(1e30, .01, .9, 1e-4, .9, 0);
    return EffectProtocol.of(
        seed -> {
          TrainingParameters base = TINY.base(seed);
          return new TrainingParameters(
              base.arm(),
              base.network(),
              base.schedule(),
              seeds.contains(seed) ? diverging : base.optimiser(),
              base.augmentation(),
              base.metricLoss(),
              seed);
        },
        TINY::arm,
        TINY::refinement);
  }

  @Test
  void keepsTheMasksOfGatedRowsThatAreScoredAgain() throws IOException {
    Path keep = folder.resolve("kept");
    KeptRuns kept = new KeptRuns(keep);
    EffectData data = data();
    List<EffectRow> first = contrasted(data, kept);
    for (String run : List.of("oods", "placebo")) {
      try (Stream<Path> files = Files.list(keep)) {
        Path file =
            files.filter(path -> path.toString().endsWith("-" + run + ".json")).findFirst().get();
        ObjectNode row = (ObjectNode) Json.mapper().readTree(file.toFile());
        row.remove("halves");
        Files.write(file, Json.mapper().writeValueAsBytes(row));
      }
    }

    List<EffectRow> again = contrasted(data, kept);

    assertThat(again.get(2).mask()).isEqualTo(first.get(2).mask());
    assertThat(again.get(3).halves()).isEqualTo(first.get(3).halves());
  }

  @Test
  void measuresTheCamsOfKeptRowsOfEarlierVersionsAgain() throws IOException {
    Path kept = folder.resolve("kept");
    List<EffectRow> first = run(data(), Optional.of(new KeptRuns(kept)));
    try (Stream<Path> files = Files.list(kept)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        ObjectNode row = (ObjectNode) Json.mapper().readTree(file.toFile());
        row.remove("base");
        row.remove("halves");
        Files.write(file, Json.mapper().writeValueAsBytes(row));
      }
    }

    assertThat(run(data(), Optional.of(new KeptRuns(kept)))).isEqualTo(first);
  }

  @Test
  void keepsRowsOfEarlierVersionsWithoutTheFiguresThatTheyLack() throws IOException {
    Path kept = folder.resolve("kept");
    EffectData data = data();
    List<EffectRow> first = masked(data, kept, Masks.OWN_IRN);
    assertThat(first.get(1).cams().classes()).hasSize(3);
    assertThat(first.get(1).mask().details().classes()).hasSize(3);
    try (Stream<Path> files = Files.list(kept)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        ObjectNode row = (ObjectNode) Json.mapper().readTree(file.toFile());
        for (String cams : List.of("/cams", "/halves/selection", "/halves/confirmation")) {
          ((ObjectNode) row.at(cams)).remove("classes");
        }
        ((ObjectNode) row.path("mask")).remove("details");
        Files.write(file, Json.mapper().writeValueAsBytes(row));
      }
    }
    out.reset();

    EffectRow again = masked(data, kept, Masks.OWN_IRN).get(1);

    // Equal to the nanosecond: nothing was trained or measured again.
    assertThat(again.scoreSeconds()).isEqualTo(first.get(1).scoreSeconds());
    assertThat(again.mask().seconds()).isEqualTo(first.get(1).mask().seconds());
    assertThat(again.cams().boundaryIou()).isEqualTo(first.get(1).cams().boundaryIou());
    assertThat(again.cams().classes()).isNull();
    assertThat(again.mask().details()).isNull();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsPattern("control +seeds +1 ")
        .doesNotContain("control              masks", "by class");
  }

  @Test
  void goesOnWhereItWasBrokenOff() {
    KeptRuns kept = new KeptRuns(folder.resolve("kept"));

    List<EffectRow> first = run(data(), Optional.of(kept));
    List<EffectRow> again = run(data(), Optional.of(kept));

    // Equal to the nanosecond: nothing was trained again.
    assertThat(again).isEqualTo(first);
  }

  @Test
  void measuresKeptMasksAgainWhenTheSettingsOfTheRefinementChange() {
    KeptRuns kept = new KeptRuns(folder.resolve("kept"));
    EffectData data = data();

    EffectRow first = masked(data, kept, IRN);
    EffectRow same = masked(data, kept, IRN);
    EffectRow other = masked(data, kept, new Irn(2, 32, 4, 2, .1, 0));

    assertThat(same).isEqualTo(first);
    assertThat(other.trainSeconds()).isEqualTo(first.trainSeconds());
    assertThat(other.mask().settings()).isNotEqualTo(first.mask().settings());
    assertThat(masked(data, kept, new Irn(2, 32, 4, 2, .1, 0))).isEqualTo(other);
  }

  @Test
  void saysThatIrnFailedAndKeepsTheFiguresOfTheClassifier() {
    KeptRuns kept = new KeptRuns(folder.resolve("kept"));
    EffectData data = data();
    Irn diverging = new Irn(2, 32, 4, 2, 1e30, 0);

    EffectRow fresh = masked(data, kept, diverging);
    EffectRow again = masked(data, kept, diverging);

    assertThat(fresh.failure()).isEmpty();
    assertThat(fresh.mask()).isNull();
    assertThat(again).isEqualTo(fresh);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("base, seed 0 has no masks: IRN: ");
  }

  @Test
  void trainsOneIrnForTheBaseAndItsArms() throws IOException {
    Path kept = folder.resolve("kept");
    EffectData data = data();

    List<EffectRow> own = masked(data, kept, Masks.OWN_IRN);
    assertThat(irns(kept)).hasSize(2);
    List<EffectRow> shared = masked(data, kept, Masks.BASE_IRN);

    // The base's own is found again, and its mask is the same.
    assertThat(irns(kept)).hasSize(2);
    assertThat(shared.get(0).mask().meanIou()).isEqualTo(own.get(0).mask().meanIou());
    assertThat(shared.get(1).mask().settings()).isNotEqualTo(own.get(1).mask().settings());
    assertThat(masked(data, kept, Masks.BASE_IRN)).isEqualTo(shared);
    EffectProtocol otherWalk = refining(IRN).with(List.of(), List.of("walk.beta=5"));
    List<EffectRow> walked = masked(otherWalk, data, kept, Masks.BASE_IRN);
    assertThat(irns(kept)).hasSize(2);
    assertThat(walked.get(0).mask().settings()).isNotEqualTo(shared.get(0).mask().settings());
  }

  @Test
  void trainsIrnOnTheTrunkThatTheBaseStartedFromWhereThatIsWanted() throws IOException {
    Path kept = folder.resolve("kept");
    EffectData data = data();
    byte[] first;
    try (Classifier start =
        Classifier.create(TINY.base(9).network(), data.classes().size(), 9, Device.cpu())) {
      first = start.toSafetensors();
    }
    EffectProtocol own = refining(IRN);
    EffectProtocol pretrained = own.with(List.of(), List.of("irn.trunk=PRETRAINED"));

    based(own, data, kept, first);
    Path onItsOwn = irns(kept).get(0);
    based(pretrained, data, kept, first);

    List<Path> irns = new ArrayList<>(irns(kept));
    irns.remove(onItsOwn);
    ArmTraining training = new ArmTraining(data, Device.cpu());
    try (Classifier cams = training.load(TINY.base(0), weightsOf(kept, "base-"));
        Classifier trunk = training.withTrunk(TINY, first)) {
      assertThat(Files.readAllBytes(irns.get(0)))
          .isEqualTo(MethodOnOnePage.irn(data, cams, trunk, pretrained.refinement(0)))
          .isNotEqualTo(Files.readAllBytes(onItsOwn));
    }
  }

  private void based(EffectProtocol protocol, EffectData data, Path kept, byte[] initial) {
    EffectSetup setup = new EffectSetup(protocol, data, Device.cpu(), Masks.OWN_IRN, List.of());
    new EffectRun(terminal, setup, Optional.of(new KeptRuns(kept)), Optional.empty())
        .run(List.of(), List.of(0L), List.of(), Optional.of(initial));
  }

  private static byte[] weightsOf(Path kept, String start) throws IOException {
    try (Stream<Path> files = Files.list(kept)) {
      Path file =
          files
              .filter(each -> each.getFileName().toString().startsWith(start))
              .filter(each -> each.toString().endsWith(".safetensors"))
              .findFirst()
              .orElseThrow();
      return Files.readAllBytes(file);
    }
  }

  @Test
  void gatesTheCamsOfEachArmByOodsAndByThePlacebo() {
    KeptRuns kept = new KeptRuns(folder.resolve("kept"));
    EffectData data = data();

    List<EffectRow> rows = contrasted(data, kept);
    List<EffectRow> again = contrasted(data, kept);

    assertThat(rows)
        .extracting(EffectRow::name)
        .containsExactly("base", "control", "control/oods", "control/placebo");
    assertThat(rows.get(2).meanAveragePrecision()).isEqualTo(rows.get(1).meanAveragePrecision());
    assertThat(rows.get(2).cams().pixelPrecision())
        .isNotEqualTo(rows.get(3).cams().pixelPrecision());
    assertThat(rows.get(2).mask().meanIou()).isBetween(0., 1.);
    assertThat(again).isEqualTo(rows);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsPattern("control/oods - control +1 +[+-]")
        .containsPattern("control/placebo - control/oods +1 +[+-]");
  }

  @Test
  void saysThatThereAreNoOodsToGateBy() {
    EffectData all = data();
    EffectData without = new EffectData(all.classes(), all.train(), all.validation(), List.of());

    assertThat(contrasted(without, new KeptRuns(folder.resolve("without"))))
        .extracting(EffectRow::name)
        .contains("base", "control")
        .doesNotContain("control/oods");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("control, base 0, seed 1 has no CAMs gated by OODS: no candidate was approved");
  }

  private List<EffectRow> contrasted(EffectData data, KeptRuns kept) {
    EffectSetup setup =
        new EffectSetup(
            refining(IRN),
            data,
            Device.cpu(),
            Masks.BASE_IRN,
            List.of(NegativeSource.OODS, NegativeSource.PLACEBO));
    return new EffectRun(terminal, setup, Optional.of(kept), Optional.empty())
        .run(List.of(Arm.CONTROL), List.of(0L), List.of(1L), Optional.empty());
  }

  private static List<Path> irns(Path kept) throws IOException {
    try (Stream<Path> files = Files.list(kept)) {
      return files.filter(file -> file.getFileName().toString().startsWith("irn-")).toList();
    }
  }

  private List<EffectRow> masked(EffectData data, Path kept, Masks masks) {
    return masked(refining(IRN), data, kept, masks);
  }

  private List<EffectRow> masked(EffectProtocol protocol, EffectData data, Path kept, Masks masks) {
    EffectSetup setup = new EffectSetup(protocol, data, Device.cpu(), masks, List.of());
    return new EffectRun(terminal, setup, Optional.of(new KeptRuns(kept)), Optional.empty())
        .run(List.of(Arm.CONTROL), List.of(0L), List.of(1L), Optional.empty());
  }

  @Test
  void setsParametersOfArmsAndMasksAlone() {
    EffectProtocol set =
        TINY.with(List.of("metricLoss.lambda=.07", "schedule.steps=3"), List.of("irn.epochs=7"));

    assertThat(set.base(5)).isEqualTo(TINY.base(5));
    assertThat(set.arm(Arm.WOOD, 5).metricLoss().lambda()).isEqualTo(.07);
    assertThat(set.arm(Arm.WOOD, 5).schedule().steps()).isEqualTo(3);
    assertThat(set.refinement(5).irn().epochs()).isEqualTo(7);
    EffectProtocol one = TINY.with(List.of("wood:metricLoss.lambda=.07"), List.of());
    assertThat(one.arm(Arm.WOOD, 5).metricLoss().lambda()).isEqualTo(.07);
    assertThat(one.arm(Arm.CONTROL, 5)).isEqualTo(TINY.arm(Arm.CONTROL, 5));
    EffectProtocol inner = TINY.with(List.of("region:metricLoss.contrast.weight=.2"), List.of());
    assertThat(inner.arm(Arm.REGION, 5).metricLoss().regions().weight()).isEqualTo(.2);
    assertThat(inner.arm(Arm.REGION, 5).metricLoss().regions().negatives()).isEqualTo(256);
    EffectProtocol none = TINY.with(List.of("wod:metricLoss.lambda=.07"), List.of());
    assertThatThrownBy(() -> none.arm(Arm.WOOD, 5))
        .hasMessageStartingWith("--set wod: there is no such arm; there are [BASE, CONTROL");
    assertThat(TINY.with(List.of(), List.of()).arm(Arm.WOOD, 5)).isEqualTo(TINY.arm(Arm.WOOD, 5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"irn.trunk=START", "irn.trunk=FILE", "irn.background=.2", "irn.minutes=5"})
  void refusesSettingsOfTheRefinementThatItDoesNotKnow(String assignment) {
    EffectProtocol set = refining(IRN).with(List.of(), List.of(assignment));
    EffectSetup setup = new EffectSetup(set, data(), Device.cpu(), Masks.OWN_IRN, List.of());
    EffectRun run = new EffectRun(terminal, setup, Optional.empty(), Optional.empty());

    assertThatThrownBy(
            () -> run.run(List.of(Arm.CONTROL), List.of(0L), List.of(1L), Optional.empty()))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("irn.background and irn.minutes have no effect here");
  }

  private EffectRow masked(EffectData data, KeptRuns kept, Irn irn) {
    EffectSetup setup =
        new EffectSetup(refining(irn), data, Device.cpu(), Masks.OWN_IRN, List.of());
    return new EffectRun(terminal, setup, Optional.of(kept), Optional.empty())
        .run(List.of(), List.of(0L), List.of(), Optional.empty())
        .get(0);
  }

  private static EffectProtocol refining(Irn irn) {
    return EffectProtocol.of(
        TINY::base,
        TINY::arm,
        seed -> new RefinementParameters(null, null, irn, null, null, null, seed));
  }

  @Test
  void keepsWhatAnotherDeviceGaveUnderAnotherName() {
    EffectData data = data();
    EffectSetup gpu = new EffectSetup(TINY, data, Device.gpu(0), Masks.NONE, List.of());

    assertThat(KeptRuns.name(gpu, TINY.base(0), List.of(), Optional.empty()))
        .isNotEqualTo(KeptRuns.name(setup(data), TINY.base(0), List.of(), Optional.empty()));
  }

  @Test
  void saysWhyAnArmFailedAndGoesOnWithTheOthers() {
    // The paper's 50 clusters cannot be made of 15 OoDs.
    List<EffectRow> rows =
        new EffectRun(terminal, setup(data()), Optional.empty(), Optional.empty())
            .run(List.of(Arm.WOOD, Arm.REGION), List.of(0L), List.of(0L), Optional.empty());

    assertThat(rows.get(1).failure()).isNotEmpty();
    assertThat(rows.get(2).failure()).isEmpty();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("failed: ");
  }
}
