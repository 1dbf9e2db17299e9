package io.wood.store.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCodecTest {
  @Test
  void writesRowsAsRfc4180HasThem() throws IOException {
    assertThat(written("plain", "", "a \"quoted\", cell", "two\nlines", null, ".5"))
        .isEqualTo("plain,,\"a \"\"quoted\"\", cell\",\"two\nlines\",,.5\r\n");
  }

  @Test
  void anApostropheKeepsSpreadsheetsFromRunningAFormula() throws IOException {
    assertThat(written("=SUM(A1)", "+1", "-.5", "@x", "\tx", "\rx", "a=b"))
        .isEqualTo("'=SUM(A1),'+1,'-.5,'@x,'\tx,\"'\rx\",a=b\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        " spaces ",
        "=SUM(A1)",
        "'=SUM(A1)",
        "''-1",
        "'quoted'",
        "-",
        "a\"b",
        "\"",
        "#1",
        "!",
        "two\r\nlines",
        "\ttab",
        "\rreturn",
        "ü, ж",
        ""
      })
  void everyCellIsReadBackUnchanged(String cell) throws IOException {
    assertThat(read(written("first", cell, "last")))
        .containsExactly(new CsvRow(1, List.of("first", cell, "last")));
  }

  @Test
  void numbersRowsByTheLineOnWhichTheyBegin() throws IOException {
    assertThat(read("\ufeffa,b\r\n\r\n\"1\n2\",x\n  \n3, 4 "))
        .containsExactly(
            new CsvRow(1, List.of("a", "b")),
            new CsvRow(3, List.of("1\n2", "x")),
            new CsvRow(6, List.of("3", "4")));
  }

  @Test
  void namesTheLineThatIsNotCsv() {
    assertThatThrownBy(() -> read("a,b\n\"x")).hasMessage("line 2: a quote is never closed");
    assertThatThrownBy(() -> read("a,b\n\"x\"y,z\n"))
        .isInstanceOf(CsvException.class)
        .hasMessage("line 2: text follows a closing quote");
  }

  @Test
  void findsColumnsByNameAndStripsCells() throws IOException {
    CsvTable table =
        CsvTable.read(new StringReader(" Image ,\"Labels\"\ncat.jpg,\" cat ; dog \"\n"));

    assertThat(table.column("file", "image")).contains(0);
    assertThat(table.column("labels").map(table.rows().get(0)::cell)).contains("cat ; dog");
    assertThat(table.column("mask")).isEmpty();
    assertThat(table.rows().get(0).cell(7)).isEmpty();
    assertThatThrownBy(() -> CsvTable.read(new StringReader("\n"))).hasMessageContaining("empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a;b\n\"1,5;x\";2\n",
        "\ufeffa\tb\r\n1,5;x\t2\r\n",
        "a|b\n1,5;x|2\n",
        "sep=;\r\na;b\r\n\"1,5;x\";2",
        "a,b\n\"1,5;x\",2\n"
      })
  void aTableIsSeparatedAsItsHeaderIs(String text) throws IOException {
    CsvTable table = CsvTable.read(new StringReader(text));

    assertThat(table.header()).containsExactly("a", "b");
    assertThat(table.rows().get(0).cells()).containsExactly("1,5;x", "2");
  }

  @Test
  void aColumnOfRowNumbersNeedsNoName() throws IOException {
    CsvTable numbered = CsvTable.read(new StringReader("a,b\n1,x,y\n2,z,\n"));
    CsvTable longer = CsvTable.read(new StringReader("a,b\nx,y,more\n2,z,more\n"));

    assertThat(numbered.header()).containsExactly("", "a", "b");
    assertThat(longer.header()).containsExactly("a", "b");
  }

  @Test
  void columnsAreEqualInAnyCaseAndWithoutBlanksAndDashes() throws IOException {
    CsvTable table = CsvTable.read(new StringReader("#File Name,class-name\nx,y\n"));

    assertThat(table.column("file_name")).contains(0);
    assertThat(table.column("ClassName")).contains(1);
  }

  private static String written(String... cells) throws IOException {
    StringBuilder out = new StringBuilder();
    CsvCodec.write(out, Arrays.asList(cells));
    return out.toString();
  }

  private static List<CsvRow> read(String text) throws IOException {
    List<CsvRow> rows = new ArrayList<>();
    CsvCodec.read(new StringReader(text), rows::add);
    return rows;
  }
}
