package io.wood.method.tensor;

/**
 * Where the cells of a resized axis are read: output o at {@code first + o·step}, in cells of the
 * input, whose centres are whole numbers. Beyond the outer centres the outer cell's value holds.
 *
 * @param size cells of the output
 * @param first source coordinate of output 0
 * @param step source cells between two outputs
 */
public record SampledAxis(int size, double first, double step) {
  float source(int output) {
    return (float) (first + output * step);
  }
}
