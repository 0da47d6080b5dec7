/** The console: files for a browser, below {@code META-INF/console}. They use the server by S3 and IAM, like any other client. */
module io.geckos.console {}
