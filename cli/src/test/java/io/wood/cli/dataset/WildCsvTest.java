package io.wood.cli.dataset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.cli.dataset.csv.CsvImporter;
import io.wood.cli.dataset.csv.CsvOptions;
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
    files = new VocFolder(directory).threePictures("JPEG");
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
        "\"{\"\"choices\"\": [\"\"bar\"\", \"\"disc\"\"]}\"",
        "\"('bar', 'disc')\"",
        "\"{'bar', 'disc'}\"",
        "\"{bar,disc}\"",
        "\"['bar' 'disc']\"",
        "\"\"\"bar\"\",\"\"disc\"\"\"",
        "\"[{\"\"x\"\":1,\"\"rectanglelabels\"\":[\"\"bar\"\"]},{\"\"x\"\":2,\"\"rectanglelabels\"\":[\"\"disc\"\"]}]\"",
        "\"{\"\"type\"\":{\"\"bar\"\":true,\"\"disc\"\":true,\"\"cube\"\":false}}\"",
        "\"[{\"\"label\"\":\"\"bar\"\",\"\"points\"\":[[1,2]]},{\"\"label\"\":\"\"disc\"\"}]\""
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
    DatasetPlan plan = plan(",image,weight,bar", "0,a,640,1", "1,b,480,1");

    assertThat(plan.classes()).containsExactly("bar");
    assertThat(plan.problems()).anyMatch(problem -> problem.subject().equals("column weight"));
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
        "c",
        "c.JPEG"
      })
  void pathsLeadToTheImage(String path) throws IOException {
    DatasetPlan plan = plan("filename,label", path + ",bar", "a,bar");

    assertThat(plan.images()).hasSize(path.startsWith("DEEP") ? 1 : 2);
  }

  @ParameterizedTest
  @CsvSource({"bar disc;bar,true", "'bar,disc;disc',true", "hot bar;bar,false"})
  void aClassThatLooksLikeAListIsAWarning(String cells, boolean warned) throws IOException {
    String[] both = cells.split(";", -1);
    DatasetPlan plan = plan("image;labels", "a;\"[\"\"" + both[0] + "\"\"]\"", "b;" + both[1]);

    assertThat(DatasetImporter.dryRun((done, total) -> {}).run(plan).warnings())
        .filteredOn(line -> line.contains("looks like a list"))
        .hasSize(warned ? 1 : 0);
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
  void aClassWithANameThatNoEventHoldsIsRefused() {
    assertThatThrownBy(() -> plan("image,labels", "a," + "c".repeat(201)))
        .isInstanceOf(DatasetImportException.class)
        .hasMessageContaining("(201 characters)")
        .hasMessageContaining("at most 200");
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
  @CsvSource({
    "image_id,class_name",
    "ID,Label",
    "img_path,tag",
    "fname,labels",
    "\"Image\",\"Labels\""
  })
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

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "None", "NA", "null", "[]", "{}", "<NA>", "set()", "()"})
  void aCellMayHoldNothing(String cell) throws IOException {
    DatasetPlan plan = plan("image,labels", "a,bar", "b," + cell);

    assertThat(plan.classes()).containsExactly("bar");
    assertThat(plan.problems())
        .anyMatch(
            problem -> problem.subject().equals("b") && problem.reason().contains("no label"));
  }

  @Test
  void aWordThatHoldsNoLabelIsNamedWithTheRemedy() throws IOException {
    assertThat(plan("image,labels", "a,bar", "b,None").problems())
        .anyMatch(
            problem ->
                problem.subject().equals("column labels")
                    && problem.reason().contains("'None' hold no label")
                    && problem.reason().contains("--classes"));
    assertThat(plan("image,labels", "a,bar", "b,bar", "b,None").problems()).isEmpty();
  }

  @Test
  void exportsOfAnnotationToolsHaveNoFurtherClasses() throws IOException {
    assertThat(
            plan(
                    "image,id,choice,annotator,annotation_id,lead_time",
                    "/data/upload/1/a.jpg,1,bar,1,1,1",
                    "/data/upload/1/b.jpg,2,disc,1,1,1")
                .classes())
        .containsExactly("bar", "disc");
    String attributes = ",\"{\"\"class\"\":\"\"%s\"\"}\"";
    DatasetPlan plan =
        plan(
            "#filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes",
            "a.jpg,9,\"{}\",2,0,\"{\"\"name\"\":\"\"rect\"\"}\"" + attributes.formatted("bar"),
            "a.jpg,9,\"{}\",2,1,\"{\"\"name\"\":\"\"rect\"\"}\"" + attributes.formatted("disc"),
            "b.jpg,9,\"{}\",0,0,\"{}\",\"{}\"");
    assertThat(plan.classes()).containsExactly("bar", "disc");
    assertThat(plan.images())
        .extracting(PlannedImage::labels)
        .containsExactly(List.of("bar", "disc"));
    assertThat(plan("filepath,tags,ground_truth", "a.jpg,train,bar", "b.jpg,train,disc").classes())
        .containsExactly("bar", "disc");
  }

  @ParameterizedTest
  @CsvSource({
    "WAHR,FALSCH",
    "VRAI,FAUX",
    "VERO,FALSO",
    "on,off",
    "1.000000000000000000e+00,0.000000000000000000e+00",
    "'1,0','0,0'"
  })
  void flagsMayBeOfASpreadsheetInAnotherLanguage(String yes, String no) throws IOException {
    DatasetPlan plan = plan("image;bar;disc", "a;" + yes + ";" + no, "b;" + no + ";" + yes);

    assertThat(plan.problems()).isEmpty();
    assertThat(plan.images())
        .extracting(PlannedImage::labels)
        .containsExactly(List.of("bar"), List.of("disc"));
  }

  @Test
  void aColumnOfWhichFewCellsAreFlagsIsNoClass() throws IOException {
    DatasetPlan plan = plan("image,age,bar", "a,1,1", "b,35,1", "deep/c,71,1");

    assertThat(plan.classes()).containsExactly("bar");
    assertThat(plan.problems()).extracting(ImportProblem::subject).containsExactly("column age");
  }

  @Test
  void aTableMayHaveRowNamesWithoutATitle() throws IOException {
    assertThat(
            plan("\"image\"\t\"labels\"", "\"1\"\t\"a\"\t\"bar\"", "\"2\"\t\"b\"\t\"disc\"")
                .images())
        .hasSize(2);
  }

  @Test
  void aFlagMayMarkTheValidationImages() throws IOException {
    assertThat(
            plan("fname_is_not_it,image,label,is_valid", "x,a,bar,True", "x,b,bar,False").images())
        .extracting(PlannedImage::split)
        .containsExactly(Split.VALIDATION, Split.TRAIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../pictures/deep/c.JPEG",
        "../deep/c.JPEG",
        "data/pictures/deep/c.JPEG",
        "~/data/pictures/deep/c.JPEG",
        "Deep/C.jpeg",
        "gs://bucket/pictures/deep/c.JPEG"
      })
  void pathsMayBeginElsewhere(String path) throws IOException {
    assertThat(plan("Image Path,Class Name", path + ",bar").images())
        .singleElement()
        .matches(image -> image.path().orElseThrow().equals("deep/c.JPEG"));
  }

  @Test
  void foldersMatchHoweverTheirAccentsAreComposed() throws IOException {
    files.bytes("pictures/Ko\u0308ln/d.jpg", VocFolder.picture(50));

    assertThat(plan("image,labels", "K\u00f6ln/d.jpg,bar").images()).hasSize(1);
  }

  @Test
  void oneImageUnderTwoNamesHasTheLabelsOfBoth() throws IOException {
    assertThat(plan("image,labels", "a.jpg,bar", "./a,disc", "b,bar").images())
        .extracting(PlannedImage::labels)
        .containsExactly(List.of("bar", "disc"), List.of("bar"));
  }

  @Test
  void whatTheTableDoesNotNameIsCountedAndAMissingMaskNamed() throws IOException {
    DatasetPlan plan = plan("image,labels,mask,split", "a,bar,../masks/a.png,train");

    assertThat(plan.notes())
        .anyMatch(note -> note.startsWith("2 images in") && note.contains("list.csv"));
    assertThat(plan.problems())
        .anyMatch(problem -> problem.reason().contains("mask ../masks/a.png is not in"));
  }

  @Test
  void aTableWithoutTitlesIsRefusedWithTheRemedy() {
    assertThatThrownBy(() -> plan("a.jpg,bar", "b.jpg,disc"))
        .hasMessageContaining("[a.jpg, bar]")
        .hasMessageContaining("first line must name");
  }

  @Test
  void aTableInTheEncodingOfWindowsIsReadAndNamed() throws IOException {
    files
        .bytes("pictures/K\u00f6ln.jpg", VocFolder.picture(60))
        .bytes("list.csv", "image;labels\r\nK\u00f6ln.jpg;K\u00e4se\r\n".getBytes(ISO_8859_1));

    DatasetPlan plan = planned();

    assertThat(plan.images()).hasSize(1);
    assertThat(plan.classes()).containsExactly("K\u00e4se");
    assertThat(plan.problems()).anyMatch(problem -> problem.reason().contains("Windows-1252"));
  }

  @Test
  void aNameMayBeginWithATilde() throws IOException {
    files.bytes("pictures/~x/y.jpg", VocFolder.picture(60));

    assertThat(plan("image,labels", "~x/y.jpg,bar").images()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"K\u00e4se \u00ff", "K\u00e4se \0", "bar \0"})
  void aDamagedTableIsRefusedWithTheRemedy(String text) throws IOException {
    byte[] bytes = ("image,labels\na," + text + "\n").getBytes(UTF_8);
    if (text.endsWith("\u00ff")) {
      bytes[bytes.length - 2] = ' ';
    }
    files.bytes("list.csv", bytes);

    assertThatThrownBy(this::planned).hasMessageContaining("save it as UTF-8");
  }
}
