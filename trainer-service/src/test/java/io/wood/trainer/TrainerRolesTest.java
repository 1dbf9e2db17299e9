package io.wood.trainer;

import io.wood.kit.ChangingMethods;
import org.junit.jupiter.api.Test;

class TrainerRolesTest {
  @Test
  void everyMethodThatChangesSomethingNamesItsRole() {
    ChangingMethods.assertNamed();
  }
}
