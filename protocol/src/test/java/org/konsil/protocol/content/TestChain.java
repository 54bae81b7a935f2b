package org.konsil.protocol.content;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The messages of one device, as the vectors' file describes them. */
public final class TestChain {

    private final String device;
    private final List<SentChain> ends = new ArrayList<>(List.of(SentChain.START));
    private final List<byte[]> contents = new ArrayList<>();

    public TestChain(String device) {
        this.device = device;
    }

    public byte[] encoded(int counter) {
        while (contents.size() < counter) {
            SentChain.Step step = make(contents.size() + 1, "");
            contents.add(step.content());
            ends.add(step.end());
        }
        return contents.get(counter - 1);
    }

    public ReceivedContent content(int counter) {
        return ContentFormat.read(encoded(counter));
    }

    public ReceivedContent fork(int counter) {
        encoded(counter);
        return ContentFormat.read(make(counter, "!").content());
    }

    public Head head(int counter) {
        if (counter > 0) {
            encoded(counter);
        }
        return ContentFormat.read(ends.get(counter).head(id(counter), Instant.EPOCH))
                .content()
                .getHead();
    }

    private SentChain.Step make(int counter, String mark) {
        Content.Builder body = Content.newBuilder().setText(Text.newBuilder().setText(device + " " + counter + mark));
        return ends.get(counter - 1).next(body, id(counter), Instant.ofEpochSecond(counter));
    }

    private ByteString id(int counter) {
        byte[] name = (device + " " + counter).getBytes(StandardCharsets.UTF_8);
        return ByteString.copyFrom(ContentFormat.sha256(name), 0, ContentLimits.ID_BYTES);
    }
}
