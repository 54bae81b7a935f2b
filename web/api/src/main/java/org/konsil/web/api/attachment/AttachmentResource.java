package org.konsil.web.api.attachment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.server.access.Role;
import org.konsil.server.attachment.Announcement;
import org.konsil.server.attachment.AttachmentId;
import org.konsil.server.attachment.BlobName;
import org.konsil.server.attachment.StoredAttachment;
import org.konsil.server.attachment.UploadState;
import org.konsil.server.attachment.download.Downloads;
import org.konsil.server.attachment.expiry.Deletion;
import org.konsil.server.attachment.upload.Uploads;
import org.konsil.server.messaging.ConversationId;
import org.konsil.web.access.CurrentCaller;
import org.konsil.web.access.OwnBodyLimit;
import org.konsil.web.api.JsonBody;
import org.konsil.web.problem.MalformedRequestException;

/** An attachment of a conversation, as a sealed stream that nobody here can read (docs/api/attachments.md). */
@Path("conversations/{conversationId: " + AttachmentResource.UUID_TEXT + "}/attachments/{attachmentId: "
        + AttachmentResource.UUID_TEXT + "}")
@RequestScoped
public class AttachmentResource {

    static final String UUID_TEXT = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int PARTIAL = 206;

    @Inject
    CurrentCaller current;

    @Inject
    Uploads uploads;

    @Inject
    Downloads downloads;

    @Inject
    Deletion deletion;

    @PathParam("conversationId")
    String conversation = "";

    @PathParam("attachmentId")
    String attachment = "";

    @PUT
    @RolesAllowed(Role.STAFF_NAME)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response begin(InputStream body) {
        JsonBody json = JsonBody.read(body);
        Announcement announced = new Announcement(
                json.requireNumber("bytes", 1, Long.MAX_VALUE),
                digest("sha256", json.requireText("sha256", 64)),
                digest("deletionKeySha256", json.requireText("deletionKeySha256", 64)));
        Uploads.Begun begun = uploads.begin(current.require(), name(), announced);
        return Response.status(begun.isNew() ? Response.Status.CREATED : Response.Status.OK)
                .entity(json(begun.state()))
                .build();
    }

    @GET
    @Path("upload")
    @RolesAllowed(Role.STAFF_NAME)
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject upload() {
        return json(uploads.state(current.require(), name()));
    }

    @PATCH
    @OwnBodyLimit
    @RolesAllowed(Role.STAFF_NAME)
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject append(
            @HeaderParam("Upload-Offset") @Nullable String offset,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
            InputStream body) {
        if (offset == null) {
            throw new MalformedRequestException("Upload-Offset is missing");
        }
        long says = length == null ? -1 : number("Content-Length", length);
        return json(uploads.append(current.require(), name(), number("Upload-Offset", offset), says, body));
    }

    @GET
    @RolesAllowed(Role.STAFF_NAME)
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public Response download(
            @HeaderParam("Range") @Nullable String range, @HeaderParam("If-Range") @Nullable String ifRange) {
        StoredAttachment stored = downloads.require(current.require(), name());
        long bytes = stored.announced().bytes();
        String tag = "\"" + HexFormat.of().formatHex(stored.announced().sha256().toArray()) + "\"";
        if (range == null || (ifRange != null && !ifRange.equals(tag))) {
            return piece(Response.ok(), stored, new ByteRange(0, bytes), tag);
        }
        Optional<ByteRange> wanted = ByteRange.parse(range, bytes);
        if (wanted.isEmpty()) {
            throw new ClientErrorException(Response.status(RANGE_NOT_SATISFIABLE)
                    .header("Content-Range", "bytes */" + bytes)
                    .build());
        }
        return piece(
                Response.status(PARTIAL).header("Content-Range", wanted.get().of(bytes)), stored, wanted.get(), tag);
    }

    @DELETE
    @RolesAllowed(Role.STAFF_NAME)
    public void delete(@HeaderParam("Deletion-Key") @Nullable String key) {
        if (key == null) {
            throw new MalformedRequestException("Deletion-Key is missing");
        }
        deletion.delete(current.require(), name(), digest("Deletion-Key", key).toArray());
    }

    /** The file is opened when the body is written, so that a HEAD opens none. */
    private Response piece(Response.ResponseBuilder answer, StoredAttachment stored, ByteRange range, String tag) {
        StreamingOutput body = out -> {
            try (InputStream in = downloads.read(stored, range.from(), range.length())) {
                in.transferTo(out);
            }
        };
        return answer.entity(body)
                .type(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_LENGTH, range.length())
                .header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("Accept-Ranges", "bytes")
                .build();
    }

    private BlobName name() {
        return new BlobName(
                new ConversationId(UUID.fromString(conversation)), new AttachmentId(UUID.fromString(attachment)));
    }

    private static JsonObject json(UploadState state) {
        return Json.createObjectBuilder()
                .add("bytes", state.bytes())
                .add("offset", state.offset())
                .add("complete", state.complete())
                .add("expiresAt", state.expiresAt().toString())
                .build();
    }

    private static Bytes digest(String name, String hex) {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new MalformedRequestException(name + " is not 32 bytes in lower-case hexadecimal");
        }
        return Bytes.of(HexFormat.of().parseHex(hex));
    }

    private static long number(String name, String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new MalformedRequestException(name + " is no number");
        }
        return Long.parseLong(text);
    }
}
