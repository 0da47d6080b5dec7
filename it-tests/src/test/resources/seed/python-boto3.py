import boto3

# Create S3 client
s3 = boto3.client(
    's3',
    endpoint_url='http://localhost:9000',
    aws_access_key_id='minioadmin',
    aws_secret_access_key='minioadmin'
)

# Create bucket
s3.create_bucket(Bucket='mybucket')

# Upload file
with open('file.txt', 'rb') as f:
    s3.put_object(Bucket='mybucket', Key='file.txt', Body=f)

# List objects
response = s3.list_objects_v2(Bucket='mybucket')
for obj in response.get('Contents', []):
    print(obj['Key'])

# Download file
s3.download_file('mybucket', 'file.txt', 'downloaded.txt')

# Delete object
s3.delete_object(Bucket='mybucket', Key='file.txt')

# Delete bucket
s3.delete_bucket(Bucket='mybucket')
