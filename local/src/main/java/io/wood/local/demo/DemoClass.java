package io.wood.local.demo;

import java.util.List;
import java.util.Locale;

/** The classes of the demo, each with the background that gives it away. */
enum DemoClass {
  TRAIN(1),
  BOAT(2),
  BIRD(3),
  CAR(4),
  COW(5),
  AEROPLANE(6);

  private final int value;

  DemoClass(int value) {
    this.value = value;
  }

  /** What stands for it in a mask; the classes are numbered in order, from 1. */
  int value() {
    return value;
  }

  Thing thing() {
    return switch (this) {
      case TRAIN -> new Train();
      case BOAT -> new Boat();
      case BIRD -> new Bird();
      case CAR -> new Car();
      case COW -> new Cow();
      case AEROPLANE -> new Aeroplane();
    };
  }

  /** The telling background. */
  Scenery home() {
    return switch (this) {
      case TRAIN -> new Railway();
      case BOAT -> new Water();
      case BIRD -> new Foliage();
      case CAR -> new Road();
      case COW -> new Meadow();
      case AEROPLANE -> new Clouds();
    };
  }

  /** Other backgrounds on which it may be met. */
  List<Scenery> elsewhere() {
    return switch (this) {
      case TRAIN, AEROPLANE -> List.of(new Plain(), new Meadow(), new Road());
      case BOAT -> List.of(new Plain(), new Meadow());
      case BIRD -> List.of(new Plain(), new Meadow(), new Water(), new Railway(), new Clouds());
      case CAR -> List.of(new Plain(), new Meadow());
      case COW -> List.of(new Plain(), new Road(), new Railway());
    };
  }

  /** Classes that may be met as a second object on this one's background. */
  List<DemoClass> guests() {
    return switch (this) {
      case TRAIN -> List.of(BIRD, CAR, AEROPLANE);
      case BOAT -> List.of(BIRD, AEROPLANE);
      case BIRD -> List.of();
      case CAR -> List.of(BIRD, COW, AEROPLANE);
      case COW -> List.of(BIRD, CAR, AEROPLANE);
      case AEROPLANE -> List.of(BIRD);
    };
  }

  /** It is at home in the air. */
  boolean flies() {
    return this == BIRD || this == AEROPLANE;
  }

  /** The class name in manifests. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
