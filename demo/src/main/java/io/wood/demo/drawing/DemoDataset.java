package io.wood.demo.drawing;

import io.wood.demo.drawing.background.Background;
import io.wood.demo.drawing.background.PlainBackground;
import io.wood.demo.drawing.background.UnrelatedBackground;
import io.wood.demo.drawing.paint.CameraFinish;
import io.wood.demo.drawing.paint.LayeredPicture;
import io.wood.demo.drawing.paint.ValueNoise;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.RgbImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Draws the demo dataset. Each image has its own random numbers, so that it looks the same when it
 * is drawn alone, in any order or on any number of threads.
 */
public final class DemoDataset {
  /** Class names; a mask's value i is the i-th class, counted from 1. */
  public static final List<String> CLASSES =
      Arrays.stream(DemoClass.values()).map(DemoClass::label).toList();

  private static final double QUALITY = .92;

  private final DemoSpec spec;
  private final List<Plan> plans;

  public DemoDataset(DemoSpec spec) {
    this.spec = spec;
    this.plans = plans(spec);
  }

  /** One image to draw: what for, and which class or background; null for an easy one. */
  private record Plan(String name, DemoImage.Kind kind, DemoClass subject) {}

  private static List<Plan> plans(DemoSpec spec) {
    DemoClass[] classes = DemoClass.values();
    List<Plan> plans = new ArrayList<>();
    for (int i = 0; i < spec.trainPerClass() * classes.length; i++) {
      plans.add(plan("train", i, DemoImage.Kind.TRAIN, classes[i % classes.length]));
    }
    for (int i = 0; i < spec.validationPerClass() * classes.length; i++) {
      plans.add(plan("validation", i, DemoImage.Kind.VALIDATION, classes[i % classes.length]));
    }
    List<Plan> pool = new ArrayList<>();
    for (int i = 0; i < spec.hardPerClass() * classes.length; i++) {
      pool.add(new Plan("", DemoImage.Kind.HARD, classes[i % classes.length]));
    }
    for (int i = 0; i < spec.easy(); i++) {
      pool.add(new Plan("", DemoImage.Kind.EASY, null));
    }
    for (int i = 0; i < spec.missingPositives(); i++) {
      pool.add(new Plan("", DemoImage.Kind.MISSING_POSITIVE, classes[i % classes.length]));
    }
    Collections.shuffle(pool, new Random(ValueNoise.scramble(spec.seed())));
    for (int i = 0; i < pool.size(); i++) {
      plans.add(plan("candidate", i, pool.get(i).kind(), pool.get(i).subject()));
    }
    return plans;
  }

  private static Plan plan(String role, int number, DemoImage.Kind kind, DemoClass subject) {
    return new Plan(String.format(Locale.ROOT, "%s-%04d", role, number), kind, subject);
  }

  /** Number of images. */
  public int size() {
    return plans.size();
  }

  /** Draws one image. */
  public DemoImage draw(int index) {
    Plan plan = plans.get(index);
    Random random = new Random(ValueNoise.scramble(spec.seed() * 1_000_003 + index));
    List<DemoClass> shown = shown(plan, random);
    LayeredPicture picture = Scene.of(scenery(plan, shown, random), shown, random);
    byte[] jpeg = ImageEncoder.jpeg(RgbImage.of(CameraFinish.apply(picture, random)), QUALITY);
    byte[] mask =
        plan.kind() == DemoImage.Kind.VALIDATION
            ? LabelMaps.encode(new LabelMap(picture.width(), picture.height(), picture.mask()))
            : null;
    List<String> labels = shown.stream().map(DemoClass::label).toList();
    return new DemoImage(plan.name(), plan.kind(), labels, picture, jpeg, mask);
  }

  /** Draws all images on all processors, in order. */
  public Stream<DemoImage> images() {
    return IntStream.range(0, size()).parallel().mapToObj(this::draw);
  }

  private List<DemoClass> shown(Plan plan, Random random) {
    if (plan.kind() == DemoImage.Kind.HARD || plan.kind() == DemoImage.Kind.EASY) {
      return List.of();
    }
    List<DemoClass> guests = plan.subject().guests();
    double dice = random.nextDouble();
    if (!guests.isEmpty() && dice >= 1 - spec.guestShare()) {
      return List.of(plan.subject(), guests.get(random.nextInt(guests.size())));
    }
    return List.of(plan.subject());
  }

  private Background scenery(Plan plan, List<DemoClass> shown, Random random) {
    if (plan.kind() == DemoImage.Kind.EASY) {
      return random.nextDouble() < .6 ? new UnrelatedBackground() : new PlainBackground();
    }
    if (shown.size() == 1 && random.nextDouble() < spec.strayShare()) {
      List<Background> elsewhere = plan.subject().elsewhere();
      return elsewhere.get(random.nextInt(elsewhere.size()));
    }
    return plan.subject().home();
  }
}
