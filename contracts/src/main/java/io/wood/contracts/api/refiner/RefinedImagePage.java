package io.wood.contracts.api.refiner;

import java.util.List;

/**
 * A page of images.
 *
 * @param total number of images that match the filter
 * @param rows images of this page
 */
public record RefinedImagePage(long total, List<RefinedImageRow> rows) {}
