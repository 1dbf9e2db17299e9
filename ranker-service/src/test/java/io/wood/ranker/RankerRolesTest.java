package io.wood.ranker;

import io.wood.kit.ChangingMethods;
import org.junit.jupiter.api.Test;

class RankerRolesTest {
  @Test
  void everyMethodThatChangesSomethingNamesItsRole() {
    ChangingMethods.assertNamed();
  }
}
