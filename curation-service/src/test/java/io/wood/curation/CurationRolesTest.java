package io.wood.curation;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.kit.ChangingMethods;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CurationRolesTest {
  @Test
  void everyMethodThatChangesSomethingNamesItsRole() {
    Path classes = Path.of("target", "classes");

    assertThat(ChangingMethods.all(classes)).isNotEmpty();
    assertThat(ChangingMethods.withoutRole(classes)).isEmpty();
  }
}
