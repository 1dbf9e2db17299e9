package io.wood.bench;

import io.wood.local.demo.DemoDataset;
import io.wood.local.demo.DemoImage;
import io.wood.local.demo.DemoImage.Kind;
import io.wood.local.demo.DemoSpec;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.method.training.ImageSource;
import io.wood.method.training.LabelledImages;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The demo dataset, drawn and decoded in memory. */
final class DrawnSet {
  /**
   * One image.
   *
   * @param id SHA-256 of the file
   * @param kind what it was drawn for
   * @param labels class indices that it shows
   * @param image decoded
   * @param mask truth, for evaluation only
   */
  record Item(String id, Kind kind, Set<Integer> labels, RgbImage image, Optional<LabelMap> mask) {}

  private final List<Item> items;

  private DrawnSet(List<Item> items) {
    this.items = items;
  }

  static DrawnSet draw(DemoSpec spec) {
    return new DrawnSet(new DemoDataset(spec).images().map(DrawnSet::item).toList());
  }

  private static Item item(DemoImage drawn) {
    try {
      byte[] jpeg = drawn.jpeg();
      Set<Integer> labels =
          drawn.labels().stream().map(DemoDataset.CLASSES::indexOf).collect(Collectors.toSet());
      Optional<LabelMap> mask =
          drawn.mask().isPresent()
              ? Optional.of(LabelMaps.decode(drawn.mask().get()))
              : Optional.empty();
      return new Item(sha256(jpeg), drawn.kind(), labels, ImageDecoder.decode(jpeg), mask);
    } catch (UnusableImageException e) {
      throw new IllegalStateException(drawn.name() + " was drawn and cannot be read", e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  List<Item> of(Predicate<Kind> kind) {
    return items.stream().filter(item -> kind.test(item.kind())).toList();
  }

  static LabelledImages labelled(List<Item> items) {
    return new LabelledImages(source(items), items.stream().map(Item::labels).toList());
  }

  static ImageSource source(List<Item> items) {
    return new ImageSource() {
      @Override
      public int size() {
        return items.size();
      }

      @Override
      public String id(int index) {
        return items.get(index).id();
      }

      @Override
      public RgbImage load(int index) {
        return items.get(index).image();
      }
    };
  }
}
