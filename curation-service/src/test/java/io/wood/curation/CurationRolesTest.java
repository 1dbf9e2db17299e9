package io.wood.curation;

import io.wood.kit.ChangingMethods;
import org.junit.jupiter.api.Test;

class CurationRolesTest {
  @Test
  void everyMethodThatChangesSomethingNamesItsRole() {
    ChangingMethods.assertNamed();
  }
}
