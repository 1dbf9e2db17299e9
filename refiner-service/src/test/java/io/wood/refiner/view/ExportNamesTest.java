package io.wood.refiner.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportNamesTest {
  @Test
  void namesDifferWhereAFileSystemIgnoresCaseAndTheFormOfUmlauts() {
    ExportNames names = new ExportNames();

    assertThat(names.of("Cat")).isEqualTo("Cat");
    assertThat(names.of("cat")).isEqualTo("cat_2");
    assertThat(names.of("CAT")).isEqualTo("CAT_3");
    assertThat(names.of("k\u00f6ln")).isEqualTo("k\u00f6ln");
    assertThat(names.of("ko\u0308ln")).isEqualTo("ko\u0308ln_2");
  }

  @ParameterizedTest
  @CsvSource({
    "yard (1), yard (1)",
    "a/b:c, a_b_c",
    "..hidden, _hidden",
    "end., end_",
    "con, _con",
    "nul.x, _nul.x"
  })
  void namesAreValidOnEveryFileSystem(String name, String file) {
    assertThat(new ExportNames().of(name)).isEqualTo(file);
  }
}
