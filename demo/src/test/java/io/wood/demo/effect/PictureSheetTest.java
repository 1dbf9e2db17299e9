package io.wood.demo.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.demo.effect.PictureSheet.Row;
import io.wood.demo.effect.PictureSheet.Swatch;
import io.wood.method.image.RgbImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PictureSheetTest {
  private static final RgbImage RED = new RgbImage(2, 1, new byte[] {(byte) 255, 0, 0, 9, 9, 9});
  private static final RgbImage BLUE = new RgbImage(2, 1, new byte[] {0, 0, (byte) 255, 7, 7, 7});

  @Test
  void putsPicturesBelowTheirCaptionsAndColumns() {
    PictureSheet sheet = sheet("title", "left");
    sheet.add(new Row("first", List.of(), List.of(RED, BLUE)));
    sheet.add(new Row("second", List.of(), List.of(BLUE, RED)));

    RgbImage drawn = sheet.drawn();

    // Margins of 12, two columns of 240, 8 between; four lines of 24 and twice 1 + 8.
    assertThat(drawn.width()).isEqualTo(12 + 240 + 8 + 240 + 12);
    assertThat(drawn.height()).isEqualTo(12 + 24 + 24 + (24 + 1 + 8) + (24 + 1 + 8) + 12);
    assertThat(colour(drawn, 12, 84)).isEqualTo(0xff0000);
    assertThat(colour(drawn, 13, 84)).isEqualTo(0x090909);
    assertThat(colour(drawn, 260, 84)).isEqualTo(0x0000ff);
    assertThat(colour(drawn, 12, 117)).isEqualTo(0x0000ff);
    assertThat(colour(drawn, 260, 117)).isEqualTo(0xff0000);
  }

  @Test
  void writesTitleColumnsAndTheKeyOfEachRow() {
    RgbImage written = sheet("title", "left").drawn();
    PictureSheet keyed = sheet("title", "left");
    keyed.add(new Row("first", List.of(new Swatch("cat", 0x123456)), List.of(RED, BLUE)));

    assertThat(written).isNotEqualTo(sheet("other", "left").drawn());
    assertThat(written).isNotEqualTo(sheet("title", "other").drawn());
    RgbImage drawn = keyed.drawn();
    assertThat(IntStream.range(0, drawn.width()).filter(x -> colour(drawn, x, 72) == 0x123456))
        .hasSize(11);
  }

  @Test
  void refusesPicturesThatDoNotFit() {
    PictureSheet sheet = sheet("title", "left");

    assertThatThrownBy(() -> sheet.add(new Row("first", List.of(), List.of(RED))))
        .hasMessageContaining("first: 1 pictures for the columns [left, right]");
    RgbImage wide = new RgbImage(241, 1, new byte[3 * 241]);
    assertThatThrownBy(() -> new Row("first", List.of(), List.of(wide)))
        .hasMessageContaining("first: RgbImage 241x1 does not fit a cell of 240 pixels");
  }

  private static PictureSheet sheet(String title, String left) {
    return new PictureSheet(title, List.of(), List.of(left, "right"));
  }

  private static int colour(RgbImage image, int x, int y) {
    return image.at(x, y, 0) << 16 | image.at(x, y, 1) << 8 | image.at(x, y, 2);
  }
}
