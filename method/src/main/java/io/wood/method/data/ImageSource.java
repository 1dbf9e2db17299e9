package io.wood.method.data;

import io.wood.method.image.RgbImage;

/** Images without pixel labels. */
public interface ImageSource extends SampleSource<RgbImage> {
  /** A source without images. */
  ImageSource EMPTY =
      new ImageSource() {
        @Override
        public int size() {
          return 0;
        }

        @Override
        public String id(int index) {
          throw new IndexOutOfBoundsException("no images");
        }

        @Override
        public RgbImage load(int index) {
          throw new IndexOutOfBoundsException("no images");
        }
      };
}
