package io.wood.store;

/** The store cannot be reached or refuses for now: transient. */
public final class StoreUnavailableException extends StoreException {
  private static final long serialVersionUID = 1L;

  private final boolean serverFault;

  public StoreUnavailableException(String message, Throwable cause) {
    this(message, cause, false);
  }

  StoreUnavailableException(String message, Throwable cause, boolean serverFault) {
    super(message, cause);
    this.serverFault = serverFault;
  }

  /** True when the server answered that it failed inside, which may be the object's fault. */
  boolean isServerFault() {
    return serverFault;
  }
}
