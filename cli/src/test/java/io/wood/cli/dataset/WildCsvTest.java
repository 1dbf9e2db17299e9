package io.wood.cli.dataset;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.artifact.DatasetManifest.Split;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV files as tools and people write them. */
class WildCsvTest {
  @TempDir private Path directory;
  private VocFolder files;

  @BeforeEach
  void threeImages() throws IOException {
    files =
        new VocFolder(directory)
            .bytes("pictures/a.jpg", VocFolder.picture(10))
            .bytes("pictures/b.jpg", VocFolder.picture(20))
            .bytes("pictures/deep/c.JPEG", VocFolder.picture(30));
  }

  private DatasetPlan plan(String... lines) throws IOException {
    files.text("list.csv", lines);
    return planned();
  }

  private DatasetPlan planned() {
    return CsvImporter.plan(
        directory.resolve("list.csv"), directory.resolve("pictures"), CsvOptions.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bar;disc",
        "bar | disc",
        "\"bar,disc\"",
        "\"bar, disc\"",
        "\"bar\ndisc\"",
        "bar#disc",
        "bar disc",
        "bar + disc",
        "\"[\"\"bar\"\", \"\"disc\"\"]\"",
        "\"['bar', 'disc']\"",
        "\"[bar, disc]\"",
        "\"{\"\"choices\"\": [\"\"bar\"\", \"\"disc\"\"]}\""
      })
  void aCellHoldsAListHoweverItIsSeparated(String cell) throws IOException {
    DatasetPlan plan = plan("image,labels", "a,bar", "b,disc", "deep/c," + cell);

    assertThat(plan.classes()).containsExactly("bar", "disc");
    assertThat(plan.images().get(2).labels()).containsExactly("bar", "disc");
  }

  @Test
  void aClassMayHoldABlankOrACommaWhereAnotherSignSeparates() throws IOException {
    DatasetPlan plan = plan("image,labels", "a,potted plant", "b,\"tench, Tinca;potted plant\"");

    assertThat(plan.classes()).containsExactly("potted plant", "tench, Tinca");
  }

  @Test
  void theProjectsOwnExportComesBackInBothForms() throws IOException {
    String head = "image,sha256,split,labels,problem,background,bar,traffic light";
    for (String list : new String[] {"bar traffic light", "bar;traffic light"}) {
      DatasetPlan plan =
          plan(
              head,
              "a,0,TRAIN,traffic light,,50,0,9",
              "b,1,TRAIN,bar,,50,9,0",
              "c,2,VALIDATION," + list + ",,50,9,9");

      assertThat(plan.classes()).containsExactly("bar", "traffic light");
      assertThat(plan.images().get(2).labels()).containsExactly("bar", "traffic light");
      assertThat(plan.images().get(2).split()).isEqualTo(Split.VALIDATION);
      assertThat(plan.images()).hasSize(3);
    }
  }

  @ParameterizedTest
  @CsvSource({"True,False", "1.0,0.0", "yes,no", "1,", "TRUE,NaN", "t,f", "Y,N"})
  void aFlagIsReadHoweverItIsWritten(String yes, String no) throws IOException {
    String off = no == null ? "" : no;
    DatasetPlan plan = plan("image,bar,disc", "a," + yes + "," + off, "b," + off + "," + yes);

    assertThat(plan.problems()).isEmpty();
    assertThat(plan.images().get(0).labels()).containsExactly("bar");
    assertThat(plan.images().get(1).labels()).containsExactly("disc");
  }

  @Test
  void aColumnWithoutFlagsIsNoClass() throws IOException {
    DatasetPlan plan = plan(",image,width,bar", "0,a,640,1", "1,b,480,1");

    assertThat(plan.classes()).containsExactly("bar");
    assertThat(plan.problems()).anyMatch(problem -> problem.subject().equals("column width"));
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void theSeparatorIsThatOfTheHeader(String separator) throws IOException {
    String text =
        "\ufeffimage,labels,split\r\na.jpg,bar,train\r\nb.jpg,disc,val\r\n".replace(",", separator);
    files.bytes("list.csv", text.getBytes(UTF_8));
    assertThat(planned().classes()).containsExactly("bar", "disc");

    files.bytes("list.csv", text.getBytes(UTF_16LE));
    assertThat(planned().images()).hasSize(2);
  }

  @Test
  void aDeclaredSeparatorCounts() throws IOException {
    assertThat(plan("sep=;", "image;labels", "a;bar,disc", "b;bar").classes())
        .containsExactly("bar", "disc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deep/c.JPEG",
        "deep/c",
        "deep/c.jpeg",
        "DEEP_IS_NOT_FOUND",
        "deep\\c.JPEG",
        "./deep/c.JPEG",
        "pictures/deep/c.JPEG",
        "C:\\data\\pictures\\deep\\c.JPEG",
        "/home/someone/deep/c.JPEG",
        "file:///home/someone/deep/c.JPEG",
        "s3://bucket/deep/%63.JPEG",
        "/data/local-files/?d=deep/c.JPEG",
        "c"
      })
  void pathsLeadToTheImage(String path) throws IOException {
    DatasetPlan plan = plan("filename,label", path + ",bar", "a,bar");

    assertThat(plan.images()).hasSize(path.startsWith("DEEP") ? 1 : 2);
  }

  @Test
  void aMissingImageIsNotReplacedByOneOfAnotherFolder() throws IOException {
    assertThat(plan("image,labels", "other/a.jpg,bar", "b,bar").problems())
        .anyMatch(problem -> problem.subject().equals("other/a.jpg"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.JPEG", "x.PNG", "x.Jpg", "x.bmp", "x.tif", "x.tiff"})
  void namesWithoutEndingFindFilesOfEveryFormat(String file) throws IOException {
    files.bytes("pictures/" + file, VocFolder.picture(40));

    assertThat(plan("image,labels", "x,bar").images()).hasSize(1);
  }

  @Test
  void moreClassesThanAByteHoldsAreRefused() {
    List<String> lines =
        Stream.concat(
                Stream.of("image,labels"), IntStream.range(0, 300).mapToObj(i -> "a,class " + i))
            .toList();

    assertThatThrownBy(() -> plan(lines.toArray(String[]::new)))
        .isInstanceOf(DatasetImportException.class)
        .hasMessageContaining("300 classes")
        .hasMessageContaining("at most 254");
  }

  @Test
  void aHugeFileIsNotRead() throws IOException {
    try (RandomAccessFile film =
        new RandomAccessFile(directory.resolve("pictures/film.jpg").toFile(), "rw")) {
      film.setLength(3L << 30);
    }
    LazyContent content = LazyContent.of(directory.resolve("pictures/film.jpg"));

    assertThatThrownBy(content::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("3221225472 bytes");
  }

  @Test
  void aJsonListIsTakenAsItIs() throws IOException {
    DatasetPlan plan = plan("image,labels", "a,\"[\"\"bar disc\"\"]\"", "b,bar", "deep/c,disc");

    assertThat(plan.classes()).containsExactly("bar", "bar disc", "disc");
  }

  @ParameterizedTest
  @CsvSource({"image_id,class_name", "ID,Label", "img_path,tag", "\"Image\",\"Labels\""})
  void columnsHaveTheNamesThatPeopleGiveThem(String image, String labels) throws IOException {
    assertThat(plan(image + "," + labels, "a.jpg,bar", "", "b.jpg,disc", "a.jpg,disc").images())
        .extracting(PlannedImage::labels)
        .containsExactly(List.of("bar", "disc"), List.of("disc"));
  }

  @Test
  void anImageInBothSplitsIsNamed() throws IOException {
    assertThat(plan("image,labels,split", "a,bar,train", "b,bar,val", "a,bar,val").problems())
        .anyMatch(problem -> problem.reason().contains("in both splits; kept for training"));
  }
}
