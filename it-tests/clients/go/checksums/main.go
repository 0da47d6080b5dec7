// AWS SDK for Go v2 with every checksum algorithm and way of encryption.
package main

import (
	"bytes"
	"context"
	"crypto/md5"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"
	"github.com/cespare/xxhash/v2"
	"github.com/minio/crc64nvme"
	"github.com/zeebo/xxh3"

	"geckos3/clients/job"
)

type algorithm = types.ChecksumAlgorithm

// fields of an input, by name.
type fields map[string]string

// xxh128 makes xxh3 a hash of 128 bits.
type xxh128 struct{ *xxh3.Hasher }

func (h xxh128) Sum(b []byte) []byte {
	sum := h.Sum128().Bytes()
	return append(b, sum[:]...)
}

var (
	ctx    = context.Background()
	bucket = aws.String(job.Bucket)
	client = s3.NewFromConfig(job.Must(config.LoadDefaultConfig(ctx)), func(o *s3.Options) {
		o.BaseEndpoint = aws.String(job.Endpoint)
		o.UsePathStyle = true
		o.DisableLogOutputChecksumValidationSkipped = true
	})

	hashes = map[algorithm]func() hash.Hash{
		types.ChecksumAlgorithmCrc32:     func() hash.Hash { return crc32.NewIEEE() },
		types.ChecksumAlgorithmCrc32c:    func() hash.Hash { return crc32.New(crc32.MakeTable(crc32.Castagnoli)) },
		types.ChecksumAlgorithmCrc64nvme: func() hash.Hash { return crc64nvme.New() },
		types.ChecksumAlgorithmSha1:      sha1.New,
		types.ChecksumAlgorithmSha256:    sha256.New,
		types.ChecksumAlgorithmSha512:    sha512.New,
		types.ChecksumAlgorithmMd5:       md5.New,
		types.ChecksumAlgorithmXxhash64:  func() hash.Hash { return xxhash.New() },
		types.ChecksumAlgorithmXxhash3:   func() hash.Hash { return xxh3.New() },
		types.ChecksumAlgorithmXxhash128: func() hash.Hash { return xxh128{xxh3.New()} },
	}
	algorithms = algorithm("").Values()

	// What the SDK does not compute itself, it sends as it is given.
	given = []algorithm{
		types.ChecksumAlgorithmMd5, types.ChecksumAlgorithmXxhash64,
		types.ChecksumAlgorithmXxhash3, types.ChecksumAlgorithmXxhash128,
	}
	wholeOfParts = []algorithm{
		types.ChecksumAlgorithmCrc32, types.ChecksumAlgorithmCrc32c, types.ChecksumAlgorithmCrc64nvme,
	}

	body  = random(200_000)
	parts = [][]byte{random(5 << 20), random(70_000)}
	whole = bytes.Join(parts, nil)
)

func random(size int) []byte {
	made := make([]byte, size)
	job.Must(rand.Read(made))
	return made
}

func digest(kind algorithm, text []byte) []byte {
	made := hashes[kind]()
	made.Write(text)
	return made.Sum(nil)
}

func encode(text []byte) string { return base64.StdEncoding.EncodeToString(text) }

func value(kind algorithm, text []byte) string { return encode(digest(kind, text)) }

func composite(kind algorithm) string {
	var all []byte
	for _, part := range parts {
		all = append(all, digest(kind, part)...)
	}
	return fmt.Sprintf("%s-%d", value(kind, all), len(parts))
}

// member is the name of a field that has such a checksum.
func member(kind algorithm) string { return "Checksum" + string(kind) }

// with sets fields of an input, which has to have them all.
func with[T any](input *T, all ...fields) *T {
	for _, some := range all {
		for name, text := range some {
			field := reflect.ValueOf(input).Elem().FieldByName(name)
			if field.Kind() == reflect.Pointer {
				field.Set(reflect.New(field.Type().Elem()))
				field = field.Elem()
			}
			field.SetString(text)
		}
	}
	return input
}

// vouched has the SDK send a checksum.
func vouched(kind algorithm, text []byte) fields {
	if slices.Contains(given, kind) {
		return fields{member(kind): value(kind, text)}
	}
	return fields{"ChecksumAlgorithm": string(kind)}
}

// told is the checksum that an answer has; there must be no other.
func told(answer any, kind algorithm) string {
	found := ""
	structure := reflect.ValueOf(answer).Elem()
	for i := range structure.NumField() {
		name := structure.Type().Field(i).Name
		if !strings.HasPrefix(name, "Checksum") {
			continue
		}
		if text, ok := structure.Field(i).Interface().(*string); ok && text != nil {
			job.Equal(member(kind), name)
			found = *text
		}
	}
	return found
}

// refused ends the program unless this was refused by the server.
func refused(code string, err error) {
	var refusal smithy.APIError
	job.Equal(true, errors.As(err, &refusal))
	job.Equal(code, refusal.ErrorCode())
}

func get(key string, read fields, more fields) []byte {
	found := job.Must(client.GetObject(ctx, with(&s3.GetObjectInput{Bucket: bucket, Key: &key}, read, more)))
	defer found.Body.Close()
	return job.Must(io.ReadAll(found.Body))
}

// stored reads an object back, which the SDK compares with its checksum, and asks for the checksum in all ways.
func stored(key string, kind algorithm, text []byte, expected string, of types.ChecksumType, read fields) {
	found := job.Must(client.GetObject(ctx, with(&s3.GetObjectInput{
		Bucket: bucket, Key: &key, ChecksumMode: types.ChecksumModeEnabled,
	}, read)))
	job.Equal(true, bytes.Equal(text, job.Must(io.ReadAll(found.Body))))
	found.Body.Close()
	head := job.Must(client.HeadObject(ctx, with(&s3.HeadObjectInput{
		Bucket: bucket, Key: &key, ChecksumMode: types.ChecksumModeEnabled,
	}, read)))
	attributes := job.Must(client.GetObjectAttributes(ctx, with(&s3.GetObjectAttributesInput{
		Bucket: bucket, Key: &key, ObjectAttributes: types.ObjectAttributes("").Values(),
	}, read)))
	job.Equal(expected, told(found, kind))
	job.Equal(expected, told(head, kind))
	// The number of parts has an element of its own there.
	job.Equal(strings.Split(expected, "-")[0], told(attributes.Checksum, kind))
	job.Equal([]types.ChecksumType{of, of, of}, []types.ChecksumType{found.ChecksumType, head.ChecksumType, attributes.Checksum.ChecksumType})
	job.Equal(int64(len(text)), *attributes.ObjectSize)
	listed := job.Must(client.ListObjectsV2(ctx, &s3.ListObjectsV2Input{Bucket: bucket, Prefix: &key}))
	job.Equal([]algorithm{kind}, listed.Contents[0].ChecksumAlgorithm)
	job.Equal(text[65530:65546], get(key, read, fields{"Range": "bytes=65530-65545"}))
}

func inOnePiece(key string, kind algorithm, write, read fields) {
	put := func(checksum fields) (*s3.PutObjectOutput, error) {
		return client.PutObject(ctx, with(&s3.PutObjectInput{Bucket: bucket, Key: &key, Body: bytes.NewReader(body)}, checksum, write))
	}
	expected := value(kind, body)
	job.Equal(expected, told(job.Must(put(vouched(kind, body))), kind))
	stored(key, kind, body, expected, types.ChecksumTypeFullObject, read)
	_, err := put(fields{member(kind): value(kind, []byte("other"))})
	refused("BadDigest", err)
}

func inParts(key string, kind algorithm, of types.ChecksumType, write, read fields) {
	begun := job.Must(client.CreateMultipartUpload(ctx, with(&s3.CreateMultipartUploadInput{
		Bucket: bucket, Key: &key, ChecksumAlgorithm: kind, ChecksumType: of,
	}, write)))
	var completed []types.CompletedPart
	for i, text := range parts {
		number := aws.Int32(int32(i + 1))
		part := job.Must(client.UploadPart(ctx, with(&s3.UploadPartInput{
			Bucket: bucket, Key: &key, UploadId: begun.UploadId, PartNumber: number, Body: bytes.NewReader(text),
		}, vouched(kind, text), read)))
		job.Equal(value(kind, text), told(part, kind))
		completed = append(completed, *with(&types.CompletedPart{PartNumber: number, ETag: part.ETag},
			fields{member(kind): value(kind, text)}))
	}
	expected := composite(kind)
	if of == types.ChecksumTypeFullObject {
		expected = value(kind, whole)
	}
	done := job.Must(client.CompleteMultipartUpload(ctx, with(&s3.CompleteMultipartUploadInput{
		Bucket: bucket, Key: &key, UploadId: begun.UploadId, ChecksumType: of, MpuObjectSize: aws.Int64(int64(len(whole))),
		MultipartUpload: &types.CompletedMultipartUpload{Parts: completed},
	}, read)))
	job.Equal(expected, told(done, kind))
	stored(key, kind, whole, expected, of, read)
	second := job.Must(client.GetObject(ctx, with(&s3.GetObjectInput{Bucket: bucket, Key: &key, PartNumber: aws.Int32(2)}, read)))
	job.Equal(true, bytes.Equal(parts[1], job.Must(io.ReadAll(second.Body))))
}

// copied gives a copy the algorithm that it asks for, in one piece.
func copied(key, source string, kind algorithm, write, read fields) {
	expected := value(kind, whole)
	made := job.Must(client.CopyObject(ctx, with(&s3.CopyObjectInput{
		Bucket: bucket, Key: &key, CopySource: aws.String(job.Bucket + "/" + source), ChecksumAlgorithm: kind,
	}, write)))
	job.Equal(expected, told(made.CopyObjectResult, kind))
	stored(key, kind, whole, expected, types.ChecksumTypeFullObject, read)
}

// customerKey is the key of a client, for an object or, with a prefix, for the source of a copy.
func customerKey(prefix string, key []byte) fields {
	sum := md5.Sum(key)
	return fields{
		prefix + "SSECustomerAlgorithm": "AES256", prefix + "SSECustomerKey": encode(key), prefix + "SSECustomerKeyMD5": encode(sum[:]),
	}
}

func main() {
	job.PrintVersion("github.com/aws/aws-sdk-go-v2/service/s3")
	job.Must(client.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: bucket}))
	key := random(32)
	customer := customerKey("", key)
	ways := []struct {
		name        string
		write, read fields
	}{
		{"plain", nil, nil},
		{"SSE-S3", fields{"ServerSideEncryption": "AES256"}, nil},
		{"SSE-KMS", fields{"ServerSideEncryption": "aws:kms"}, nil},
		{"SSE-C", customer, customer},
	}
	for _, way := range ways {
		var running sync.WaitGroup
		for _, kind := range algorithms {
			running.Go(func() {
				name := way.name + "/" + string(kind)
				inOnePiece(name+"/whole", kind, way.write, way.read)
				if kind != types.ChecksumAlgorithmCrc64nvme {
					inParts(name+"/composite", kind, types.ChecksumTypeComposite, way.write, way.read)
				}
				if slices.Contains(wholeOfParts, kind) {
					inParts(name+"/full-object", kind, types.ChecksumTypeFullObject, way.write, way.read)
				}
			})
		}
		running.Wait()
		head := job.Must(client.HeadObject(ctx, with(&s3.HeadObjectInput{Bucket: bucket, Key: aws.String(way.name + "/SHA256/whole")}, way.read)))
		job.Equal(way.write["ServerSideEncryption"], string(head.ServerSideEncryption))
		job.Equal(way.write["SSECustomerAlgorithm"], aws.ToString(head.SSECustomerAlgorithm))
	}
	// From each way to each, with another algorithm than the source's.
	for i, from := range ways {
		for j, to := range ways {
			write := to.write
			if from.name == "SSE-C" {
				write = customerKey("CopySource", key)
				for name, text := range to.write {
					write[name] = text
				}
			}
			source := from.name + "/SHA256/composite"
			copied("copies/"+from.name+"-to-"+to.name, source, algorithms[(len(ways)*i+j)%len(algorithms)], write, to.read)
		}
	}
	secret := aws.String("SSE-C/SHA256/whole")
	_, err := client.GetObject(ctx, &s3.GetObjectInput{Bucket: bucket, Key: secret})
	refused("InvalidRequest", err)
	_, err = client.GetObject(ctx, with(&s3.GetObjectInput{Bucket: bucket, Key: secret}, customerKey("", random(32))))
	refused("AccessDenied", err)
	removeAll()
}

func removeAll() {
	pages := s3.NewListObjectsV2Paginator(client, &s3.ListObjectsV2Input{Bucket: bucket})
	for pages.HasMorePages() {
		var objects []types.ObjectIdentifier
		for _, object := range job.Must(pages.NextPage(ctx)).Contents {
			objects = append(objects, types.ObjectIdentifier{Key: object.Key})
		}
		deleted := job.Must(client.DeleteObjects(ctx, &s3.DeleteObjectsInput{Bucket: bucket, Delete: &types.Delete{Objects: objects}}))
		job.Equal(0, len(deleted.Errors))
	}
	job.Must(client.DeleteBucket(ctx, &s3.DeleteBucketInput{Bucket: bucket}))
}
