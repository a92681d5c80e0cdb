package dev.jvc.client.protocol;

/** The right to one task of the vault process; a secret that does not print itself. */
public final class Ticket {

  private final String value;

  Ticket(String value) {
    this.value = value;
  }

  /** The ticket itself, for the environment of the vault process and nothing else. */
  public String reveal() {
    return value;
  }

  String path() {
    return "/v1/tasks/" + value;
  }

  @Override
  public String toString() {
    return "ticket";
  }
}
