# Lists a bucket with rclone, which looks for credentials by itself only with env_auth.
exec "$1" lsf --retries 1 --low-level-retries 1 --config /dev/null \
  ":s3,provider=Other,env_auth=true,region=eu-west-2,endpoint='$BUCKETS':$BUCKET"
