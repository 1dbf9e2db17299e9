package io.wood.demo.effect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.wood.cli.console.Terminal;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.demo.effect.EffectProtocol.Budget;
import io.wood.demo.effect.EffectSetup.Masks;
import io.wood.method.cam.ActivationMaps;
import io.wood.method.cam.MultiScaleCam;
import io.wood.method.cam.contrast.NegativeSource;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.NearestResize;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.method.irn.IrnInference;
import io.wood.method.irn.IrnNetwork;
import io.wood.method.network.Classifier;
import io.wood.method.walk.PseudoMasks;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectPicturesTest {
  private static final EffectData DATA = ColouredSquares.data();
  private static final EffectProtocol TINY =
      EffectProtocol.photographs(new NetworkSpec("small", 8), new Budget(8, 2, 4, 32, 20, 40))
          .with(List.of(), List.of("irn.radius=2", "irn.leastSteps=2", "irn.epochs=1"));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), false);

  @TempDir private Path folder;

  @Test
  void spreadsTheImagesEvenlyOverTheValidationList() {
    assertThat(EffectPictures.positions(150)).containsExactly(12, 37, 62, 87, 112, 137);
    assertThat(EffectPictures.positions(7)).containsExactly(0, 1, 2, 4, 5, 6);
    assertThat(EffectPictures.positions(4)).containsExactly(0, 1, 2, 3);
    assertThat(EffectPictures.positions(0)).isEmpty();
  }

  @Test
  void drawsASheetForEachArmAndSeedFromTheImageToTheTruth()
      throws IOException, UnusableImageException {
    List<EffectRow> rows = run(Masks.BASE_IRN, List.of(NegativeSource.OODS), pictures("sheets"));

    assertThat(sheets("sheets"))
        .containsExactly(
            "base-seed-0.png", "control-base-0-seed-1.png", "control-oods-base-0-seed-1.png");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("3 sheets of pictures in");
    RgbImage sheet = sheet("sheets", "control-base-0-seed-1.png");
    List<EffectImage> images = EffectPictures.images(DATA);
    int height = 12 + 24 + 24 + 12;
    for (EffectImage image : images) {
      height += 24 + shown(image).height() + 8;
    }
    assertThat(sheet.width()).isEqualTo(12 + 6 * 240 + 5 * 8 + 12);
    assertThat(sheet.height()).isEqualTo(height);
    int top = 12 + 24 + 24 + 24;
    for (EffectImage image : images) {
      LabelMap mask = shown(image, mask(rows.get(1), image));
      assertThat(part(sheet, 12 + 4 * 248, top, mask)).isEqualTo(LabelMaps.painted(mask, 0xd8d8d8));
      LabelMap truth = shown(image, image.mask().orElseThrow());
      assertThat(part(sheet, 12 + 5 * 248, top, truth))
          .isEqualTo(LabelMaps.painted(truth, 0xd8d8d8));
      top += shown(image).height() + 8 + 24;
    }
  }

  @Test
  void drawsKeptRunsAgainWithoutTraining() throws IOException {
    List<EffectRow> first = run(Masks.OWN_IRN, List.of(), pictures("first"));

    assertThat(run(Masks.OWN_IRN, List.of(), pictures("second"))).isEqualTo(first);

    for (String name : List.of("base-seed-0.png", "control-base-0-seed-1.png")) {
      assertThat(folder.resolve("second").resolve(name))
          .hasSameBinaryContentAs(folder.resolve("first").resolve(name));
    }
  }

  @Test
  void saysThatAKeptRunHasNoIrnAnyMore() throws IOException {
    List<EffectRow> first = run(Masks.BASE_IRN, List.of(), Optional.empty());
    Path irn = kept("irn-");
    Files.delete(irn);
    Optional<EffectPictures> pictures = pictures("sheets");

    assertThat(run(Masks.BASE_IRN, List.of(), pictures)).isEqualTo(first);

    assertThat(sheets("sheets")).isEmpty();
    assertThat(irn).doesNotExist();
    assertThat(pictures.orElseThrow().isComplete()).isFalse();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "control, base 0, seed 1 has no pictures: "
                + irn.getFileName()
                + ", the IRN of its masks, is not among the kept runs; remove control-1-");
  }

  @Test
  void saysThatARunWithoutMasksHasNoPictures() {
    Optional<EffectPictures> pictures = pictures("sheets");
    EffectProtocol diverging = TINY.with(List.of(), List.of("irn.edgeRate=1e30"));

    run(diverging, Masks.OWN_IRN, List.of(), pictures);

    assertThat(pictures.orElseThrow().isComplete()).isFalse();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("control, base 0, seed 1 has no pictures: it has no masks");
  }

  @Test
  void keepsTheFiguresWhenASheetCannotBeWritten() throws IOException {
    Optional<EffectPictures> pictures = pictures("sheets");
    Files.createDirectory(folder.resolve("sheets/control-base-0-seed-1.png"));

    List<EffectRow> rows = run(Masks.BASE_IRN, List.of(), pictures);

    assertThat(rows.get(1).mask()).isNotNull();
    assertThat(folder.resolve("sheets/base-seed-0.png")).isNotEmptyFile();
    assertThat(pictures.orElseThrow().isComplete()).isFalse();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("control, base 0, seed 1 has no pictures: cannot write ");
  }

  /** By the library, from the kept weights. */
  private LabelMap mask(EffectRow row, EffectImage image) throws IOException {
    ArmTraining training = new ArmTraining(DATA, Device.cpu());
    RefinementParameters how = TINY.refinement(row.seed());
    try (Classifier control = training.load(TINY.arm(row.arm(), 1), read(kept("control-1-")));
        Classifier base = training.load(TINY.base(0), read(kept("base-0-")));
        IrnNetwork irn = IrnNetwork.load(base, read(kept("irn-")))) {
      ActivationMaps maps = new MultiScaleCam(control, how.cam()).of(image.image(), image.labels());
      return new PseudoMasks(how.walk())
          .walk(
              maps.keys(),
              maps.strided(),
              IrnInference.of(irn, how).edge(image.image()),
              image.image())
          .mask(row.mask().threshold());
    }
  }

  private static byte[] read(Path file) throws IOException {
    return Files.readAllBytes(file);
  }

  private static RgbImage shown(EffectImage image) {
    return BicubicResize.toLongSide(image.image(), 240);
  }

  private static LabelMap shown(EffectImage image, LabelMap map) {
    RgbImage shown = shown(image);
    return NearestResize.resize(map, shown.width(), shown.height());
  }

  /** Of the size of a map. */
  private static RgbImage part(RgbImage sheet, int left, int top, LabelMap size) {
    BufferedImage all = sheet.toBufferedImage();
    return RgbImage.of(all.getSubimage(left, top, size.width(), size.height()));
  }

  private Optional<EffectPictures> pictures(String name) {
    return Optional.of(new EffectPictures(terminal, folder.resolve(name)));
  }

  private List<EffectRow> run(
      Masks masks, List<NegativeSource> contrasts, Optional<EffectPictures> pictures) {
    return run(TINY, masks, contrasts, pictures);
  }

  private List<EffectRow> run(
      EffectProtocol protocol,
      Masks masks,
      List<NegativeSource> contrasts,
      Optional<EffectPictures> pictures) {
    EffectSetup setup = new EffectSetup(protocol, DATA, Device.cpu(), masks, contrasts);
    return new EffectRun(terminal, setup, Optional.of(new KeptRuns(kept())), pictures)
        .run(List.of(Arm.CONTROL), List.of(0L), List.of(1L), Optional.empty());
  }

  private Path kept() {
    return folder.resolve("kept");
  }

  private List<String> sheets(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private RgbImage sheet(String folderName, String name)
      throws IOException, UnusableImageException {
    return ImageDecoder.decode(Files.readAllBytes(folder.resolve(folderName).resolve(name)));
  }

  /** The weights whose name begins so. */
  private Path kept(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(kept())) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .filter(file -> file.toString().endsWith(".safetensors"))
          .findFirst()
          .orElseThrow();
    }
  }
}
