package io.wood.refiner.lead;

/** Another replica has taken over the refinement; this one stops and publishes nothing. */
final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLostException(String refinement) {
    super("the lease of refinement " + refinement + " was lost");
  }
}
