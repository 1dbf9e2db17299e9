package io.wood.refiner.export;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.wood.method.image.LabelMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Masks in COCO's format: one annotation per class and image, as polygons or as uncompressed run
 * lengths in column-major order, whose first run counts zeros. {@code iscrowd} is 0, because tools
 * exclude crowds from training.
 */
record CocoFile(
    Info info,
    List<Licence> licenses,
    List<Image> images,
    List<Annotation> annotations,
    List<Category> categories) {

  record Info(
      String description,
      String version,
      int year,
      String contributor,
      String url,
      @JsonProperty("date_created") String dateCreated) {}

  record Licence(int id, String name, String url) {}

  record Image(
      int id, @JsonProperty("file_name") String fileName, int width, int height, int license) {}

  record Category(int id, String name, String supercategory) {}

  record Runs(List<Integer> counts, List<Integer> size) {}

  record Annotation(
      int id,
      @JsonProperty("image_id") int imageId,
      @JsonProperty("category_id") int categoryId,
      Object segmentation,
      long area,
      List<Integer> bbox,
      int iscrowd) {}

  /** Builds the file image by image. */
  static final class Builder {
    private final List<Image> images = new ArrayList<>();
    private final List<Annotation> annotations = new ArrayList<>();
    private final List<Category> categories = new ArrayList<>();
    private final boolean polygons;

    /**
     * @param polygons true for polygons, false for run lengths
     */
    Builder(List<String> classes, boolean polygons) {
      this.polygons = polygons;
      for (int i = 0; i < classes.size(); i++) {
        categories.add(new Category(i + 1, classes.get(i), ""));
      }
    }

    void add(String file, LabelMap mask) {
      int id = images.size() + 1;
      images.add(new Image(id, file, mask.width(), mask.height(), 0));
      for (Category category : categories) {
        Region region = Region.of(mask, category.id());
        if (region.area > 0) {
          annotations.add(
              new Annotation(
                  annotations.size() + 1,
                  id,
                  category.id(),
                  polygons
                      ? RegionOutline.of(mask, category.id())
                      : new Runs(region.counts, List.of(mask.height(), mask.width())),
                  region.area,
                  region.box(),
                  0));
        }
      }
    }

    /**
     * The file.
     *
     * @param date of the masks, such as 2026-11-30
     */
    CocoFile build(String description, String date) {
      return new CocoFile(
          new Info(description, "1.0", Integer.parseInt(date.substring(0, 4)), "", "", date),
          List.of(new Licence(0, "", "")),
          images,
          annotations,
          categories);
    }
  }

  /** The pixels of one label. */
  private static final class Region {
    private final List<Integer> counts = new ArrayList<>();
    private long area;
    private int left = Integer.MAX_VALUE;
    private int right = -1;
    private int top = Integer.MAX_VALUE;
    private int bottom = -1;

    static Region of(LabelMap mask, int label) {
      Region region = new Region();
      boolean inside = false;
      int run = 0;
      for (int x = 0; x < mask.width(); x++) {
        for (int y = 0; y < mask.height(); y++) {
          boolean hit = mask.at(x, y) == label;
          if (hit != inside) {
            region.counts.add(run);
            run = 0;
            inside = hit;
          }
          run++;
          if (hit) {
            region.grow(x, y);
          }
        }
      }
      region.counts.add(run);
      return region;
    }

    private void grow(int x, int y) {
      area++;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }

    List<Integer> box() {
      return List.of(left, top, right - left + 1, bottom - top + 1);
    }
  }
}
