package io.wood.trainer.store;

/** An image that could not be decoded, and why. */
public record SkippedImage(String image, String reason) {}
