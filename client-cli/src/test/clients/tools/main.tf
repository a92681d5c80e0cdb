# A state in a bucket; the arguments of init say where.
terraform {
  backend "s3" {
    key                         = "state"
    region                      = "eu-west-2"
    use_path_style              = true
    skip_region_validation      = true
    skip_requesting_account_id  = true
    skip_s3_checksum            = true
    skip_credentials_validation = true
  }
}
