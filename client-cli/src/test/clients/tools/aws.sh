# Asks AWS with a CLI v2 that knows neither the variable for the address of STS, nor to put a slash behind its address for
# instance metadata.
[ -z "${AWS_EC2_METADATA_SERVICE_ENDPOINT:-}" ] \
  || export AWS_EC2_METADATA_SERVICE_ENDPOINT="$AWS_EC2_METADATA_SERVICE_ENDPOINT/"
exec "$1" --endpoint-url "$AWS_ENDPOINT_URL_STS" sts get-caller-identity --query Arn --output text
