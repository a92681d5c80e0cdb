# The AWS SDK for Ruby: says whom AWS takes it for, once for every line that it reads.
require "aws-sdk-core"
require "json"

# In 2022 it knew the variable for the address of instance metadata, but always took port 80.
def options
  metadata = ENV["AWS_EC2_METADATA_SERVICE_ENDPOINT"]
  credentials = metadata && Aws::InstanceProfileCredentials.new(endpoint: metadata, port: URI(metadata).port)
  { endpoint: ENV.fetch("AWS_ENDPOINT_URL_STS"), credentials: credentials }.compact
end

client = nil
while $stdin.gets
  begin
    client ||= Aws::STS::Client.new(options)
    said = { ok: true, arn: client.get_caller_identity.arn, key: client.config.credentials.credentials.access_key_id }
  rescue StandardError => failed
    said = { ok: false, error: failed.message }
  end
  puts said.merge(version: "aws-sdk-core #{Aws::CORE_GEM_VERSION}").to_json
  $stdout.flush
end
