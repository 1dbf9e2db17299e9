package io.wood.method.data;

/** Images with a label per pixel; the label maps are made by the pipeline, never drawn by hand. */
public interface MaskedImages extends SampleSource<MaskedImage> {}
