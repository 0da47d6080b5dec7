# Active Storage's service for S3, as a Rails application uses it.
require "active_support"
require "active_support/core_ext"
require "active_storage"
require "active_storage/service"
require "active_storage/errors"
require "action_dispatch"
require "net/http"
require "tempfile"
# A Rails application would load this from the engine's own models.
require File.join(Gem::Specification.find_by_name("activestorage").full_gem_path, "app/models/active_storage/filename")

puts "version: activestorage #{ActiveStorage::VERSION::STRING}"

def equal(expected, actual)
  raise "expected #{expected.inspect[0, 200]} but got #{actual.inspect[0, 200]}" unless expected == actual
end

def refused(kind)
  yield
rescue kind
  nil
else
  raise "not refused"
end

store = ActiveStorage::Service.configure :store, {
  store: { service: "S3", bucket: ENV["BUCKET"], endpoint: ENV["S3_ENDPOINT"], region: ENV["AWS_REGION"], force_path_style: true }
}
store.bucket.create
small = File.binread("small.txt")
sum = Digest::MD5.base64digest(small)

store.upload "variants/a b", StringIO.new(small), checksum: sum, content_type: "text/x-test", filename: ActiveStorage::Filename.new("grün.txt"), disposition: :attachment
equal small, store.download("variants/a b")
equal small.byteslice(3, 4), store.download_chunk("variants/a b", 3..6)
equal "text/x-test", store.bucket.object("variants/a b").content_type
refused(ActiveStorage::IntegrityError) { store.upload "wrong", StringIO.new(small), checksum: Digest::MD5.base64digest("other") }
equal false, store.exist?("wrong")
refused(ActiveStorage::FileNotFoundError) { store.download("wrong") }

# It is above the threshold, and goes up in parts of 5 MiB that a stream fills.
File.open("large.bin", "rb") { |large| store.upload "large", large }
back = Digest::SHA256.new
store.download("large") { |chunk| back << chunk }
equal Digest::SHA256.file("large.bin").hexdigest, back.hexdigest

link = URI(store.url("variants/a b", expires_in: 300, filename: ActiveStorage::Filename.new("x.txt"), disposition: :inline, content_type: "text/plain"))
answer = Net::HTTP.get_response(link)
equal small.b, answer.body.b
equal "text/plain", answer["Content-Type"]
equal true, answer["Content-Disposition"].start_with?("inline; filename=\"x.txt\"")

direct = { content_type: "text/plain", checksum: sum }
upload = URI(store.url_for_direct_upload("variants/direct", expires_in: 300, content_length: small.bytesize, **direct))
headers = store.headers_for_direct_upload("variants/direct", filename: ActiveStorage::Filename.new("x.txt"), disposition: :inline, **direct).compact
answer = Net::HTTP.start(upload.host, upload.port) { |http| http.put(upload.request_uri, small, headers) }
equal "200", answer.code
equal small, store.download("variants/direct")

store.delete "large"
equal false, store.exist?("large")
store.delete_prefixed "variants/"
equal [], store.bucket.objects.map(&:key)
store.bucket.delete
