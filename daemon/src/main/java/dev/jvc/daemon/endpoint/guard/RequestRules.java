package dev.jvc.daemon.endpoint.guard;

import java.util.List;

/**
 * What a listener lets in beyond what holds for all.
 *
 * @param methods the methods that any of its routes has
 * @param doubledFirstSlash whether a target may begin with two slashes, as the AWS SDK for Java
 *     writes it when an endpoint ends in a slash
 */
public record RequestRules(List<String> methods, boolean doubledFirstSlash) {

  /** What clients of a container endpoint send. */
  public static final RequestRules CONTAINER = new RequestRules(List.of("GET", "HEAD"), false);

  /** What clients of an instance metadata service send. */
  public static final RequestRules METADATA = new RequestRules(List.of("GET", "HEAD", "PUT"), true);

  public RequestRules {
    methods = List.copyOf(methods);
  }
}
