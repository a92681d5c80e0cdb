# Looks for a repository of restic in a bucket that has none, which is an answer too.
export RESTIC_PASSWORD=nothing
answer=$("$1" -r "s3:$BUCKETS/$BUCKET" -o s3.region=eu-west-2 --no-cache --no-lock cat config 2>&1) && exit 0
case $answer in
  *"key does not exist"* | *"repository does not exist"*) exit 0 ;;
esac
echo "$answer" >&2
exit 1
