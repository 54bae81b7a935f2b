package org.konsil.server.attachment.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.server.attachment.BlobName;

/**
 * Where the blobs lie. What a method did is on disk when it returns. Nobody calls two methods for one name at the same time on
 * the same node; whoever calls for one name on two nodes damages at most an upload, never what is complete.
 */
public interface AttachmentStore {

    /**
     * Lets the upload consist of what it had up to the offset, where one of its parts ended, and of the part. What was beyond the
     * offset is gone.
     *
     * @throws IOException also if less than {@code offset} is there
     */
    void append(BlobName name, long offset, Path part) throws IOException;

    /**
     * Compares the upload with its digest. Only if it is the same, the blob is there from now on, and whole.
     *
     * @return whether it is; if not, nothing of the upload is left
     * @throws IOException also if the upload has not exactly that many bytes
     */
    boolean complete(BlobName name, long bytes, Bytes sha256) throws IOException;

    /** Whether the blob is there and whole. */
    boolean isComplete(BlobName name) throws IOException;

    /** Whether there is an upload with at least so many bytes, or the whole blob. */
    boolean holds(BlobName name, long bytes) throws IOException;

    /**
     * A piece of a blob that is complete.
     *
     * @throws IOException also if the piece is not there
     */
    InputStream read(BlobName name, long from, long length) throws IOException;

    /** Removes blob and upload; neither need be there. */
    void delete(BlobName name) throws IOException;

    /** Everything of which there is a blob or an upload, in no order; to be closed. A name may come twice. */
    Stream<BlobName> names() throws IOException;

    /** How many bytes there is room for, if the store knows. */
    OptionalLong room() throws IOException;
}
