package io.geckos.s3.wire;

/**
 * The error codes of S3, with AWS's status and message for each.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error responses</a>
 */
public enum S3Error {
    AccessControlListNotSupported(400, "The bucket does not allow ACLs"),
    AccessDenied(403, "Access Denied"),
    AccessForbidden(403, "Access Forbidden"),
    AuthorizationHeaderMalformed(400, "The authorization header is malformed."),
    AuthorizationQueryParametersError(400, "Query-string authentication parameters are malformed."),
    BadDigest(400, "The Content-MD5 or checksum value that you specified did not match what the server received."),
    BadRequest(400, "An error occurred when parsing the HTTP request."),
    BucketAlreadyExists(
            409,
            "The requested bucket name is not available. The bucket namespace is shared by all users of the system."
                    + " Please select a different name and try again."),
    BucketAlreadyOwnedByYou(409, "Your previous request to create the named bucket succeeded and you already own it."),
    BucketNotEmpty(409, "The bucket you tried to delete is not empty"),
    ConditionalRequestConflict(
            409, "The conditional request cannot succeed due to a conflicting operation against this resource."),
    EntityTooLarge(400, "Your proposed upload exceeds the maximum allowed size"),
    EntityTooSmall(400, "Your proposed upload is smaller than the minimum allowed size"),
    /** Not an error of AWS; named after the status of HTTP. */
    ExpectationFailed(417, "The expectation given in the Expect header cannot be met."),
    ExpiredToken(400, "The provided token has expired."),
    IllegalLocationConstraintException(
            400,
            "The specified location constraint is incompatible for the region specific endpoint this request was sent"
                    + " to."),
    IllegalVersioningConfigurationException(400, "The Versioning element must be specified"),
    /** Not one of AWS's, whose disks are never full; the status is WebDAV's. */
    InsufficientStorage(507, "There is not enough room to store what you sent."),
    IncompleteBody(400, "You did not provide the number of bytes specified by the Content-Length HTTP header"),
    InternalError(500, "We encountered an internal error. Please try again."),
    InvalidBucketAclWithObjectOwnership(
            400, "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting"),
    InvalidAccessKeyId(403, "The AWS Access Key Id you provided does not exist in our records."),
    InvalidArgument(400, "Invalid Argument"),
    InvalidBucketOwnerAWSAccountID(
            400, "The value of the expected bucket owner parameter must be an AWS Account ID..."),
    InvalidBucketName(400, "The specified bucket is not valid."),
    InvalidBucketState(409, "The request is not valid with the current state of the bucket."),
    InvalidChunkSizeError(400, "Only the last chunk is allowed to have a size less than 8192 bytes"),
    InvalidDigest(400, "The Content-MD5 you specified was invalid."),
    InvalidEncryptionAlgorithmError(400, "The Encryption request you specified is not valid. Supported value: AES256."),
    InvalidLocationConstraint(400, "The specified location-constraint is not valid"),
    InvalidPart(
            400,
            "One or more of the specified parts could not be found.  The part may not have been uploaded, or the"
                    + " specified entity tag may not match the part's entity tag."),
    InvalidPartNumber(416, "The requested partnumber is not satisfiable"),
    InvalidPartOrder(400, "The list of parts was not in ascending order. Parts must be ordered by part number."),
    InvalidPolicyDocument(
            400, "The content of the form does not meet the conditions specified in the policy document."),
    InvalidRange(416, "The requested range is not satisfiable"),
    InvalidRedirectLocation(400, "The website redirect location must have a prefix of 'http://' or 'https://' or '/'."),
    InvalidRequest(400, "Invalid Request"),
    InvalidRetentionPeriod(400, "The retention period must be a positive integer value."),
    InvalidStorageClass(400, "The storage class you specified is not valid"),
    InvalidTag(400, "The tag provided was not a valid tag."),
    InvalidToken(400, "The provided token is malformed or otherwise not valid."),
    InvalidURI(400, "Couldn't parse the specified URI."),
    KeyTooLongError(400, "Your key is too long"),
    KmsNotFoundException(400, "The master key that was named is not there."),
    MalformedACLError(
            400, "The ACL that you provided was not well formed or did not validate against our published schema"),
    MalformedPOSTRequest(400, "The body of your POST request is not well-formed multipart/form-data."),
    MalformedPolicy(400, "This policy contains invalid Json"),
    MalformedTrailerError(
            400,
            "The request contained trailing data that was not well-formed or did not conform to our published"
                    + " schema."),
    MalformedXML(400, "The XML you provided was not well-formed or did not validate against our published schema"),
    MaxPostPreDataLengthExceededError(400, "Your POST request fields preceding the upload file were too large."),
    MetadataTooLarge(400, "Your metadata headers exceed the maximum allowed metadata size"),
    MissingSecurityHeader(400, "Your request is missing a required header"),
    MethodNotAllowed(405, "The specified method is not allowed against this resource."),
    MissingContentLength(411, "You must provide the Content-Length HTTP header."),
    MissingRequestBodyError(400, "Request Body is empty"),
    NoSuchBucket(404, "The specified bucket does not exist"),
    NoSuchBucketPolicy(404, "The bucket policy does not exist"),
    NoSuchCORSConfiguration(404, "The CORS configuration does not exist"),
    NoSuchConfiguration(404, "The specified configuration does not exist."),
    NoSuchKey(404, "The specified key does not exist."),
    NoSuchLifecycleConfiguration(404, "The lifecycle configuration does not exist"),
    NoSuchObjectLockConfiguration(404, "The specified object does not have a ObjectLock configuration"),
    NoSuchPublicAccessBlockConfiguration(404, "The public access block configuration was not found"),
    NoSuchTagSet(404, "The TagSet does not exist"),
    NoSuchUpload(
            404,
            "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted"
                    + " or completed."),
    NoSuchVersion(404, "The specified version does not exist."),
    NoSuchWebsiteConfiguration(404, "The specified bucket does not have a website configuration"),
    NotImplemented(501, "A parameter you provided implies functionality that is not implemented"),
    ObjectLockConfigurationNotFoundError(404, "Object Lock configuration does not exist for this bucket"),
    OwnershipControlsNotFoundError(404, "The bucket ownership controls were not found"),
    PreconditionFailed(412, "At least one of the pre-conditions you specified did not hold"),
    /** Not one of AWS's, which has no quotas; named after Ceph's. */
    QuotaExceeded(403, "The request would exceed a quota."),
    ReplicationConfigurationNotFoundError(404, "The replication configuration was not found"),
    RequestTimeTooSkewed(403, "The difference between the request time and the current time is too large."),
    RequestTimeout(
            400,
            "Your socket connection to the server was not read from or written to within the timeout period. Idle"
                    + " connections will be closed."),
    ServerSideEncryptionConfigurationNotFoundError(404, "The server side encryption configuration was not found"),
    ServiceUnavailable(503, "Service is unable to handle request."),
    SignatureDoesNotMatch(
            403,
            "The request signature we calculated does not match the signature you provided. Check your key and"
                    + " signing method."),
    SlowDown(503, "Please reduce your request rate."),
    UnexpectedContent(400, "This request does not support content"),
    UnresolvableGrantByEmailAddress(400, "The e-mail address you provided does not match any account on record."),
    XAmzContentSHA256Mismatch(400, "The provided 'x-amz-content-sha256' header does not match what was computed.");

    private final int status;
    private final String message;

    S3Error(int status, String message) {
        this.status = status;
        this.message = message;
    }

    /** The code in the answer: the name, save where S3's code is none that Java has. */
    public String code() {
        return this == KmsNotFoundException ? "KMS.NotFoundException" : name();
    }

    /** The status of the answer. */
    public int status() {
        return status;
    }

    /** The standard message. */
    public String message() {
        return message;
    }
}
