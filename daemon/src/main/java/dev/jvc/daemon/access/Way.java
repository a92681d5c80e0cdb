package dev.jvc.daemon.access;

/** How a program got at credentials. */
public enum Way {
  /** From the container endpoint, with a standing token. */
  CONTAINER("container"),
  /** From a metadata listener. */
  METADATA("metadata"),
  /** From {@code jvc credentials}, as its credential process. */
  CREDENTIAL_PROCESS("credential-process"),
  /** As a command of {@code jvc exec}, or as a program that such a command started. */
  EXEC("exec"),
  /** From {@code jvc export}. */
  EXPORT("export"),
  /** From the control socket, without saying what for. */
  CONTROL("control");

  private final String wire;

  Way(String wire) {
    this.wire = wire;
  }

  /** The word for it in the control protocol. */
  public String wire() {
    return wire;
  }
}
