package io.wood.trainer.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.api.trainer.ExperimentTable.Spread;
import io.wood.contracts.api.trainer.SweepDetail;
import io.wood.contracts.api.trainer.SweepDetail.Point;
import io.wood.contracts.api.trainer.SweepOrder;
import io.wood.contracts.api.trainer.SweepOrder.Axis;
import io.wood.contracts.api.trainer.SweepSummary;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

final class SweepPlotTest {
  @Test
  void drawsAPanelForEachFigureAndALineForEachArm() throws Exception {
    Document svg =
        draw(
            sweep("oods", List.of(0, 20, 400), List.of("WOOD", "<script>")),
            List.of("mIoU", "recall"));

    assertThat(svg.getElementsByTagName("g").getLength()).isEqualTo(2);
    assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(4);
    assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(12);
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("arm WOOD", "arm <script>", "mIoU, %", "number of OoDs", "400");
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
  }

  @Test
  void joinsNoPointsOfNames() throws Exception {
    Document svg = draw(sweep("selection", List.of("a", "b"), List.of("WOOD")), List.of("mIoU"));

    assertThat(svg.getElementsByTagName("path").getLength()).isZero();
    assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(2);
  }

  @Test
  void placesValuesThatAreNoNumbersAtEqualDistances() throws Exception {
    SweepAxis axis = new SweepAxis(sweep("selection", List.of("a", "b", "c"), List.of("WOOD")));

    assertThat(axis.ticks())
        .containsExactly(Map.entry(0.0, "a"), Map.entry(.5, "b"), Map.entry(1.0, "c"));
  }

  @Test
  void placesAWideRangeByItsLogarithm() {
    SweepAxis axis =
        new SweepAxis(
            sweep("parameters.metricLoss.lambda", List.of(.001, .01, .1), List.of("WOOD")));

    assertThat(axis.ticks().keySet())
        .satisfies(places -> assertThat(List.copyOf(places).get(1)).isBetween(.499, .501));
    assertThat(axis.title()).isEqualTo("lambda");
  }

  @Test
  void saysThatThereIsNothingToDrawYet() throws Exception {
    assertThat(
            draw(sweep("oods", List.of(1, 2), List.of("WOOD")), List.of())
                .getDocumentElement()
                .getTextContent())
        .contains("no experiment has figures yet");
  }

  private static Document draw(SweepDetail sweep, List<String> metrics) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(SweepPlot.svg(sweep, metrics).getBytes(UTF_8)));
  }

  private static SweepDetail sweep(String axis, List<Object> values, List<Object> arms) {
    List<Point> points = new ArrayList<>();
    for (Object value : values) {
      for (Object arm : arms) {
        points.add(
            new Point(
                Map.of(axis, value.toString(), "arm", arm.toString()),
                value instanceof Integer oods ? oods : 1,
                List.of(1L, 2L),
                Map.of("mIoU", new Spread(.3, .01, 2), "recall", new Spread(.5, 0, 2))));
      }
    }
    return new SweepDetail(
        new SweepSummary(
            "sweep-1", "SUCCEEDED", List.of(axis, "arm"), 2, 2, 0, "ada", Instant.EPOCH),
        new SweepOrder(
            Map.of(), List.of(new Axis(axis, values), new Axis("arm", arms)), null, "ada"),
        List.of(),
        points,
        List.of("mIoU"),
        List.of());
  }
}
