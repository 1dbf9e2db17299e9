package io.wood.cli.report;

import static io.wood.method.evaluation.ImageBootstrap.REPLICATES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wood.method.evaluation.PairedDifference;
import io.wood.method.evaluation.Resampled;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportHtmlTest {
  private static final List<String> CLASSES = List.of("train", "boat");
  private static final ImagePanel PANEL = ImagePanel.of("image", "image/png", new byte[] {1, 2, 3});

  private static ArmResult arm(String name, int oods, double... iou) {
    return new ArmResult(
        name,
        oods,
        List.of(
            new SeedRun(
                5,
                Map.of(
                    EvaluatedStage.SEED,
                    Scores.of(iou),
                    EvaluatedStage.ADAPTED_SEED,
                    Scores.of(iou),
                    EvaluatedStage.PSEUDO_MASK,
                    Scores.of(iou)),
                List.of(
                    new StageDifference(
                        "mIoU",
                        EvaluatedStage.PSEUDO_MASK,
                        EvaluatedStage.SEED,
                        new PairedDifference(.061, -.004, .1, 1))),
                List.of(
                    new StageReplicates(
                        "PxAP",
                        EvaluatedStage.SEED,
                        new Resampled(
                            iou[1], Collections.nCopies(REPLICATES, iou[1]), "images"))))));
  }

  private static ComparisonReport report(ArmResult... arms) {
    return new ComparisonReport(
        "A <b>title</b> & more",
        "drawn",
        Instant.parse("2026-02-03T12:00:00Z"),
        CLASSES,
        List.of(arms),
        List.of(new PictureRow("train", "\"x\" <y>", "IoU 41.2 → 55.0", List.of(PANEL))),
        List.of(),
        List.of(new HardOod("candidate-1", "train", .9876, PANEL, PANEL)),
        List.of(new ReportFact("Training", "λ", "0.007")),
        List.of(new StageTime("base", Duration.ofSeconds(95))),
        List.of("Pruned by a simulated reviewer."));
  }

  private final String compared =
      ReportHtml.render(report(arm("control", 0, .8, .4, .3), arm("W-OoD", 281, .8, .5, .5)));

  @Test
  void needsNoOtherFile() {
    assertFalse(compared.contains("<script"));
    assertFalse(Pattern.compile("(src|href)=\"(?!data:)").matcher(compared).find());
    assertFalse(compared.contains("url("));
    assertTrue(
        compared.contains("default-src 'none'") || compared.contains("default-src &#39;none"));
    assertTrue(compared.contains("prefers-color-scheme: dark"));
  }

  @Test
  void showsEveryKindOfFigure() {
    for (String expected :
        List.of(
            "With 281 hard out-of-distribution images",
            "is 10.0 points of mIoU above that of control (one seed): precision +10.0",
            "Pseudo-mask",
            "<td class=\"number up\">+20.0</td>",
            "0.988",
            "1 min 35 s",
            "λ",
            "3 February 2026, 12:00 UTC",
            "simulated reviewer")) {
      assertTrue(compared.contains(expected), expected);
    }
  }

  @Test
  void showsEachStageWithItsBaselinesAndIntervals() {
    assertTrue(compared.contains("scope=\"rowgroup\">PAR on the CAM</th>"), compared);
    assertFalse(compared.contains("PAR on the CAM mIoU"), "no tile");
    assertFalse(compared.contains("<caption>PAR on the CAM"), "no classes");
    assertTrue(compared.contains("Pseudo-mask − Seed (CAM), mIoU"));
    assertTrue(compared.contains("+6.1 [−0.4, +10.0]"));
    // mIoU and far false positives, where less is better.
    assertTrue(compared.contains("<td class=\"number up\">+10.0</td>"));
    assertTrue(compared.contains("<td class=\"number up\">−10.0</td>"));
  }

  @Test
  void showsTheIntervalsBetweenArms() {
    assertTrue(compared.contains("<h2>Arm by arm</h2>"));
    assertTrue(compared.contains(">W-OoD − control</th>"));
    assertTrue(compared.contains("scope=\"row\">Seed (CAM), PxAP</th>"));
    assertTrue(compared.contains("+10.0 [+10.0, +10.0]"), compared);
    assertFalse(compared.contains("Pseudo-mask, PxAP"), "without replicates");
  }

  @Test
  void saysSoWhenTheSubjectIsBelowTheControl() {
    String worse =
        ReportHtml.render(report(arm("control", 0, .8, .6, .6), arm("W-OoD", 3, .8, .5, .4)));

    assertTrue(worse.contains("10.0 points of mIoU below that of control"), worse);
    assertTrue(worse.contains("−20.0"));
  }

  @Test
  void escapesWhatPeopleWrote() {
    assertTrue(compared.contains("A &lt;b&gt;title&lt;/b&gt; &amp; more"));
    assertTrue(compared.contains("&quot;x&quot; &lt;y&gt;"));
    assertFalse(compared.contains("<b>title"));
  }

  @Test
  void oneArmAloneIsReportedWithoutComparison() {
    String alone = ReportHtml.render(report(arm("W-OoD", 4, .8, .5, .4)));

    assertTrue(alone.contains("W-OoD"));
    assertFalse(alone.contains("Difference"));
    assertFalse(alone.contains("Arm by arm"));
    assertFalse(alone.contains("Class by class"));
  }

  @Test
  void severalSeedsShowTheirSpread() {
    ArmResult two =
        new ArmResult(
            "control",
            0,
            List.of(
                new SeedRun(
                    1, Map.of(EvaluatedStage.SEED, Scores.of(.8, .4, .3)), List.of(), List.of()),
                new SeedRun(
                    2, Map.of(EvaluatedStage.SEED, Scores.of(.8, .6, .3)), List.of(), List.of())));

    String html = ReportHtml.render(report(two, arm("W-OoD", 1, .8, .5, .5)));

    assertTrue(html.contains("53.3 ± 4.7"), html);
    assertTrue(html.contains("Every seed"));
  }

  @Test
  void aFigureThatDoesNotExistIsADash() {
    String html =
        ReportHtml.render(
            report(arm("control", 0, .8, Double.NaN, .3), arm("W-OoD", 1, .8, .5, .5)));

    assertFalse(html.contains("NaN"), html);
    assertTrue(html.contains("<td class=\"number\">–</td>"));
  }

  @Test
  void writesTheFileWithTheFoldersAboveIt(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("deep/er/report.html");

    ReportHtml.write(report(arm("control", 0, .8, .4, .3)), file);

    assertTrue(Files.readString(file).startsWith("<!doctype html>"));
  }

  @Test
  void refusesPicturesFromElsewhere() {
    assertThrows(
        IllegalArgumentException.class, () -> new ImagePanel("image", "https://example.org/a.png"));
  }

  @Test
  void picturesAreShrunkAndMasksColoured() throws Exception {
    RgbImage image = new RgbImage(600, 300, new byte[600 * 300 * 3]);
    byte[] labels = new byte[600 * 300];
    Arrays.fill(labels, (byte) 1);

    RgbImage small = decoded(PanelPictures.image("image", image));
    RgbImage mask = decoded(PanelPictures.mask("mask", image, new LabelMap(600, 300, labels)));

    assertEquals(240, small.width());
    assertEquals(120, small.height());
    assertTrue(mask.at(120, 60, 0) > mask.at(120, 60, 1) + 40, "class 1 is red");
    assertThrows(
        IllegalArgumentException.class,
        () -> PanelPictures.mask("mask", image, new LabelMap(2, 1, new byte[2])));
  }

  private static RgbImage decoded(ImagePanel panel) throws Exception {
    String base64 = panel.dataUri().substring(panel.dataUri().indexOf(',') + 1);
    return ImageDecoder.decode(Base64.getDecoder().decode(base64));
  }
}
