package dev.jvc.daemon;

/** The vault process as a program of the test class path. */
public final class VaultRunner {

  private VaultRunner() {}

  public static void main(String[] arguments) {
    System.exit(Vault.run(arguments, System.getenv()));
  }
}
