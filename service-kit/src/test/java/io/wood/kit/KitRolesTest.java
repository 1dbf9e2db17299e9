package io.wood.kit;

import org.junit.jupiter.api.Test;

class KitRolesTest {
  @Test
  void everyMethodThatChangesSomethingNamesItsRole() {
    ChangingMethods.assertNamed();
  }
}
