package io.wood.refiner;

import io.wood.kit.ChangingMethods;
import org.junit.jupiter.api.Test;

class RefinerRolesTest {
  @Test
  void everyMethodThatChangesSomethingNamesItsRole() {
    ChangingMethods.assertNamed();
  }
}
