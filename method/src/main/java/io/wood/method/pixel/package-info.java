/**
 * What the trainings on label maps share: images with their (pseudo) labels, random crops in seeded
 * batches, network heads, and the loop of steps with checkpoints. The label maps are made by the
 * pipeline itself; drawn truth has no place here.
 */
package io.wood.method.pixel;
