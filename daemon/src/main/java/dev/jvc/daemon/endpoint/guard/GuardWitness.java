package dev.jvc.daemon.endpoint.guard;

/** Is told what the guard turns away; must be quick, because the client waits. */
@FunctionalInterface
public interface GuardWitness {

  void refused(Refusal refusal);
}
