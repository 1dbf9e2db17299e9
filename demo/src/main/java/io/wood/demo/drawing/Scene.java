package io.wood.demo.drawing;

import io.wood.demo.drawing.background.Background;
import io.wood.demo.drawing.object.DrawnObject;
import io.wood.demo.drawing.object.ObjectSpot;
import io.wood.demo.drawing.object.SceneStage;
import io.wood.demo.drawing.paint.Brush;
import io.wood.demo.drawing.paint.LayeredPicture;
import io.wood.demo.drawing.paint.ValueNoise;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Draws objects and props into a background, far ones first, then the foreground. */
final class Scene {
  /** Minimum visible share of the image; an object below it is drawn again. */
  private static final double LEAST_SHARE = .012;

  private final Random random;
  private final LayeredPicture picture;

  private Scene(Random random) {
    this.random = random;
    this.picture = new LayeredPicture(side(random), side(random), random);
  }

  private static int side(Random random) {
    return 112 + 8 * random.nextInt(5);
  }

  /** Draws a background with objects of these classes; every class is visible in the result. */
  static LayeredPicture of(Background scenery, List<DemoClass> classes, Random random) {
    LayeredPicture picture;
    do {
      picture = new Scene(random).draw(scenery, classes);
    } while (!shows(picture, classes));
    return picture;
  }

  private static boolean shows(LayeredPicture picture, List<DemoClass> classes) {
    int[] counts = new int[256];
    for (byte value : picture.mask()) {
      counts[value & 255]++;
    }
    return classes.stream()
        .allMatch(c -> counts[c.value()] >= LEAST_SHARE * picture.width() * picture.height());
  }

  /** A class at a place. */
  private record Placed(DemoClass kind, ObjectSpot spot) {}

  private LayeredPicture draw(Background scenery, List<DemoClass> classes) {
    SceneStage stage = picture.background(scenery::paint);
    List<Placed> cast = cast(stage, classes);
    cast.sort(Comparator.comparingDouble(placed -> placed.spot().y()));
    for (Placed placed : cast) {
      DrawnObject thing = placed.kind().thing();
      picture.background(
          brush -> {
            thing.ground(brush, stage, placed.spot());
            return null;
          });
      picture.over(
          placed.kind().value(),
          brush -> {
            thing.paint(brush, stage, placed.spot());
            grain(brush);
          });
    }
    picture.over(0, brush -> scenery.cover(brush, stage));
    return picture;
  }

  /** Light and dirt on an object's surface. */
  private static void grain(Brush brush) {
    ValueNoise noise = brush.noise();
    double fine = brush.between(2, 9);
    double strength = brush.between(.03, .14);
    brush.shade(
        0, brush.height(), (x, y) -> 1 + strength * 2 * (noise.at(x / fine, y / fine, 2) - .5));
  }

  private List<Placed> cast(SceneStage stage, List<DemoClass> classes) {
    List<ObjectSpot> ground = new ArrayList<>(stage.ground());
    List<ObjectSpot> air = new ArrayList<>(stage.air());
    List<Placed> cast = new ArrayList<>();
    for (DemoClass kind : classes) {
      boolean guest = !cast.isEmpty();
      int number = !guest && random.nextDouble() < .35 ? 2 + random.nextInt(2) : 1;
      for (int one = 0; one < number; one++) {
        boolean up = kind.flies() && (guest || random.nextDouble() < .4);
        List<ObjectSpot> places = ground.isEmpty() || (up && !air.isEmpty()) ? air : ground;
        if (!places.isEmpty()) {
          cast.add(new Placed(kind, places.remove(0)));
        }
      }
    }
    return cast;
  }
}
