package io.wood.refiner.lead;

/** Another replica has taken the refinement over: this one stops without a word. */
final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLostException(String refinement) {
    super("the lease of refinement " + refinement + " was lost");
  }
}
