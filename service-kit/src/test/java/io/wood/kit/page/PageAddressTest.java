package io.wood.kit.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {":8081/", "/", "/ranker/", "https://wood.example/", "http://10.0.0.1:8081/a/b/"})
  void isAnAddressAPathOrAPort(String text) {
    assertThat(new PageAddress(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "8081", ":8081", "javascript:alert(1)/", "//other.example/", "/a?b/", "a/"})
  void everythingElseIsRefusedWithARemedy(String text) {
    assertThatThrownBy(() -> new PageAddress(text))
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("https://HOST/PATH/, /PATH/ or :PORT/");
  }
}
