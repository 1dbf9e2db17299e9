package io.wood.cli.client;

/** Reports that a service refused a request. */
public final class RefusedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int status;

  public RefusedException(String service, int status, String reason) {
    super("the " + service + " refuses: " + reason);
    this.status = status;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }
}
