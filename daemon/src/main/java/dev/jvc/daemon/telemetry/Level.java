package dev.jvc.daemon.telemetry;

/** Something that there is a number of at any moment. */
public enum Level {
  LOGINS("jvc.logins", "Logins that hold"),
  LOGIN_END(
      "jvc.login.end.timestamp.seconds",
      "When the first login ends, as Unix time; NaN without one"),
  SESSIONS("jvc.sessions", "Role sessions in memory"),
  CONNECTIONS("jvc.connections", "Open connections to the endpoint"),
  CHILD_TOKENS("jvc.tokens.child", "Client tokens that die with their process"),
  STANDING_TOKENS("jvc.tokens.standing", "Client tokens that survive a restart");

  private final String meter;
  private final String description;

  Level(String meter, String description) {
    this.meter = meter;
    this.description = description;
  }

  String meter() {
    return meter;
  }

  String description() {
    return description;
  }
}
