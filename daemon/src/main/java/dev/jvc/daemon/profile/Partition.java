package dev.jvc.daemon.profile;

import java.util.Map;

/** The partitions of AWS, each with accounts and regions of its own (AWS General Reference). */
final class Partition {

  private static final String STANDARD = "aws";

  private static final Map<String, String> BY_REGION_PREFIX =
      Map.of(
          "cn-", "aws-cn",
          "us-gov-", "aws-us-gov",
          "us-iso-", "aws-iso",
          "us-isob-", "aws-iso-b",
          "us-isof-", "aws-iso-f",
          "eu-isoe-", "aws-iso-e",
          "eusc-", "aws-eusc");

  private static final Map<String, String> DEFAULT_REGIONS =
      Map.of(
          "aws-cn", "cn-north-1",
          "aws-us-gov", "us-gov-west-1",
          "aws-iso", "us-iso-east-1",
          "aws-iso-b", "us-isob-east-1",
          "aws-iso-f", "us-isof-south-1",
          "aws-iso-e", "eu-isoe-west-1",
          "aws-eusc", "eusc-de-east-1");

  private Partition() {}

  /** The partition that a region belongs to, such as {@code aws-cn}. */
  static String of(String region) {
    return BY_REGION_PREFIX.entrySet().stream()
        .filter(known -> region.startsWith(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(STANDARD);
  }

  /** The region to call when nothing names one. */
  static String defaultRegion(String partition) {
    return DEFAULT_REGIONS.getOrDefault(partition, "us-east-1");
  }
}
