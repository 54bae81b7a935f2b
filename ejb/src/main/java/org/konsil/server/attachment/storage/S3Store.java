package org.konsil.server.attachment.storage;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.stream.StreamDigest;
import org.konsil.server.attachment.BlobName;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Blobs in an S3-compatible store, for several nodes: {@code uploads/<name>/<offset>} for each part, {@code blobs/<name>} once it is whole.
 * The parts are copied into one object while their digest is taken, so that nothing which arrives late at another node can
 * change what is complete.
 */
class S3Store implements AttachmentStore {

    /** Of a piece of a multipart upload; S3 wants at least 5 MiB of each but the last. */
    private static final int PIECE_BYTES = 8 << 20;

    /** Each holds one piece in memory, twice for a moment. */
    private final Semaphore completing = new Semaphore(2);

    private final S3Bucket bucket;

    S3Store(S3Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public void append(BlobName name, long offset, Path content) throws IOException {
        ask(() -> {
            List<S3Part> parts = parts(name);
            requireSeamless(
                    name, parts.stream().filter(one -> one.from() < offset).toList(), offset);
            for (S3Part part : parts) {
                if (part.from() > offset) {
                    bucket.delete(part.key());
                }
            }
            bucket.put(S3Part.key(name, offset), content);
            return name;
        });
    }

    private static void requireSeamless(BlobName name, List<S3Part> parts, long end) throws IOException {
        if (lengthWithoutGap(parts) != end
                || parts.stream().mapToLong(S3Part::bytes).sum() != end) {
            throw new EOFException("not " + end + " bytes of " + name + ", without a gap");
        }
    }

    private static long lengthWithoutGap(List<S3Part> parts) {
        long length = 0;
        for (S3Part part : parts) {
            if (part.from() != length) {
                return length;
            }
            length += part.bytes();
        }
        return length;
    }

    private List<S3Part> parts(BlobName name) {
        try (Stream<S3Part> parts = bucket.list(S3Part.prefix(name))) {
            return parts.sorted().toList();
        }
    }

    @Override
    public boolean complete(BlobName name, long bytes, Bytes sha256) throws IOException {
        completing.acquireUninterruptibly();
        try {
            return ask(() -> {
                List<S3Part> parts = parts(name);
                requireSeamless(name, parts, bytes);
                boolean right = join(name, parts, bytes, sha256);
                for (S3Part part : parts) {
                    bucket.delete(part.key());
                }
                return right;
            });
        } finally {
            completing.release();
        }
    }

    private boolean join(BlobName name, List<S3Part> parts, long bytes, Bytes sha256) throws IOException {
        MessageDigest digest = StreamDigest.begin();
        String key = S3Part.blob(name);
        try (InputStream in = new JoinedParts(bucket, parts)) {
            byte[] piece = in.readNBytes(PIECE_BYTES);
            if (piece.length == bytes) {
                boolean right = Bytes.of(digest.digest(piece)).equals(sha256);
                if (right) {
                    bucket.put(key, piece);
                }
                return right;
            }
            try (S3Bucket.Multipart whole = bucket.begin(key)) {
                while (piece.length > 0) {
                    digest.update(piece);
                    whole.add(piece);
                    piece = in.readNBytes(PIECE_BYTES);
                }
                boolean right = Bytes.of(digest.digest()).equals(sha256);
                if (right) {
                    whole.complete();
                }
                return right;
            }
        }
    }

    @Override
    public boolean isComplete(BlobName name) throws IOException {
        return ask(() -> bucket.holds(S3Part.blob(name)));
    }

    @Override
    public boolean holds(BlobName name, long bytes) throws IOException {
        return ask(() -> bucket.holds(S3Part.blob(name)) || lengthWithoutGap(parts(name)) >= bytes);
    }

    @Override
    public InputStream read(BlobName name, long from, long length) throws IOException {
        return length == 0
                ? new ByteArrayInputStream(new byte[0])
                : ask(() -> bucket.read(S3Part.blob(name), from, length));
    }

    @Override
    public void delete(BlobName name) throws IOException {
        ask(() -> {
            for (S3Part part : parts(name)) {
                bucket.delete(part.key());
            }
            bucket.delete(S3Part.blob(name));
            return name;
        });
    }

    @Override
    public Stream<BlobName> names() {
        return Stream.of(S3Part.UPLOADS, S3Part.BLOBS)
                .flatMap(bucket::list)
                .flatMap(object -> S3Part.nameOf(object.key()).stream());
    }

    /** Whoever runs the store bounds it; {@code konsil.attachment.room-mib} counts as everywhere. */
    @Override
    public OptionalLong room() {
        return OptionalLong.empty();
    }

    private static <T> T ask(Act<T> act) throws IOException {
        try {
            return act.run();
        } catch (SdkException failure) {
            throw new IOException("the attachment store failed", failure);
        }
    }

    /** Something that the store may fail at. */
    private interface Act<T> {
        T run() throws IOException;
    }
}
