package dev.jvc.daemon.endpoint;

import java.io.IOException;

/** The endpoint cannot listen where it is told to; the message names the address and the reason. */
public final class EndpointBindException extends IOException {

  private static final long serialVersionUID = 1L;

  EndpointBindException(String message, Throwable cause) {
    super(message, cause);
  }

  public EndpointBindException(String message) {
    super(message);
  }
}
