package io.wood.demo.drawing;

import io.wood.demo.drawing.background.Background;
import io.wood.demo.drawing.background.CloudBackground;
import io.wood.demo.drawing.background.FoliageBackground;
import io.wood.demo.drawing.background.MeadowBackground;
import io.wood.demo.drawing.background.PlainBackground;
import io.wood.demo.drawing.background.RailwayBackground;
import io.wood.demo.drawing.background.RoadBackground;
import io.wood.demo.drawing.background.WaterBackground;
import io.wood.demo.drawing.object.DrawnAeroplane;
import io.wood.demo.drawing.object.DrawnBird;
import io.wood.demo.drawing.object.DrawnBoat;
import io.wood.demo.drawing.object.DrawnCar;
import io.wood.demo.drawing.object.DrawnCow;
import io.wood.demo.drawing.object.DrawnObject;
import io.wood.demo.drawing.object.DrawnTrain;
import java.util.List;
import java.util.Locale;

/** The classes of the demo, each with its typical background. */
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

  /** Its value in a mask: classes are numbered in order, from 1. */
  int value() {
    return value;
  }

  DrawnObject thing() {
    return switch (this) {
      case TRAIN -> new DrawnTrain();
      case BOAT -> new DrawnBoat();
      case BIRD -> new DrawnBird();
      case CAR -> new DrawnCar();
      case COW -> new DrawnCow();
      case AEROPLANE -> new DrawnAeroplane();
    };
  }

  /** The typical background. */
  Background home() {
    return switch (this) {
      case TRAIN -> new RailwayBackground();
      case BOAT -> new WaterBackground();
      case BIRD -> new FoliageBackground();
      case CAR -> new RoadBackground();
      case COW -> new MeadowBackground();
      case AEROPLANE -> new CloudBackground();
    };
  }

  /** Other backgrounds on which it may appear. */
  List<Background> elsewhere() {
    return switch (this) {
      case TRAIN, AEROPLANE ->
          List.of(new PlainBackground(), new MeadowBackground(), new RoadBackground());
      case BOAT -> List.of(new PlainBackground(), new MeadowBackground());
      case BIRD ->
          List.of(
              new PlainBackground(),
              new MeadowBackground(),
              new WaterBackground(),
              new RailwayBackground(),
              new CloudBackground());
      case CAR -> List.of(new PlainBackground(), new MeadowBackground());
      case COW -> List.of(new PlainBackground(), new RoadBackground(), new RailwayBackground());
    };
  }

  /** Classes that may appear as a second object on its background. */
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

  /** True for classes that fly. */
  boolean flies() {
    return this == BIRD || this == AEROPLANE;
  }

  /** The class name in manifests. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
