package org.konsil.server.attachment.storage;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The few calls of the S3 protocol that blobs need, on one bucket. */
final class S3Bucket {

    private static final int NOT_FOUND = 404;

    private final S3Client client;
    private final String bucket;

    S3Bucket(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    void put(String key, Path content) {
        client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromFile(content));
    }

    void put(String key, byte[] content) {
        client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    boolean holds(String key) {
        try {
            client.headObject(request -> request.bucket(bucket).key(key));
            return true;
        } catch (S3Exception refused) {
            if (refused.statusCode() == NOT_FOUND) {
                return false;
            }
            throw refused;
        }
    }

    /** All objects whose keys begin so, page by page. */
    Stream<S3Part> list(String prefix) {
        return client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                .map(object -> new S3Part(object.key(), object.size()));
    }

    /** A piece of at least one byte; to be closed. */
    InputStream read(String key, long from, long length) throws IOException {
        String range = "bytes=" + from + "-" + (from + length - 1);
        ResponseInputStream<GetObjectResponse> in =
                client.getObject(request -> request.bucket(bucket).key(key).range(range));
        if (in.response().contentLength() != length) {
            in.abort();
            throw new EOFException("not " + length + " bytes at " + from + " of " + key);
        }
        return in;
    }

    /** Nothing happens if it is not there. */
    void delete(String key) {
        client.deleteObject(request -> request.bucket(bucket).key(key));
    }

    Multipart begin(String key) {
        return new Multipart(
                key,
                client.createMultipartUpload(request -> request.bucket(bucket).key(key))
                        .uploadId());
    }

    /** An object that comes into being in pieces, or not at all. */
    final class Multipart implements AutoCloseable {

        private final String key;
        private final String upload;
        private final List<CompletedPart> pieces = new ArrayList<>();
        private boolean completed;

        private Multipart(String key, String upload) {
            this.key = key;
            this.upload = upload;
        }

        void add(byte[] piece) {
            int number = pieces.size() + 1;
            String tag = client.uploadPart(
                            request -> request.bucket(bucket)
                                    .key(key)
                                    .uploadId(upload)
                                    .partNumber(number),
                            RequestBody.fromBytes(piece))
                    .eTag();
            pieces.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        }

        void complete() {
            client.completeMultipartUpload(request ->
                    request.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(pieces)));
            completed = true;
        }

        @Override
        public void close() {
            if (!completed) {
                client.abortMultipartUpload(
                        request -> request.bucket(bucket).key(key).uploadId(upload));
            }
        }
    }
}
