package org.konsil.client.bench.delivery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.client.bench.load.Link;

/**
 * A device of an XMPP server (RFC 6120, 6121), as plain as it can be: SASL PLAIN, stream management (XEP-0198) for the server's
 * acknowledgement, receipts (XEP-0184) for the reader's. Texts are ASCII without anything that XML would escape.
 */
final class XmppStation implements Station, Link.Handler {

    private static final String SM = "xmlns='urn:xmpp:sm:3'";
    private static final String RECEIPTS = "urn:xmpp:receipts";

    private final XmppDoor door;
    private final String user;
    private final String password;
    private final UUID id = UUID.randomUUID();
    private final Map<UUID, Parcel> unconfirmed = new HashMap<>();
    private final Deque<Numbered> unacknowledged = new ArrayDeque<>();
    private StanzaReader stanzas = new StanzaReader();
    private @Nullable Events events;
    private @Nullable Link link;
    private boolean signedIn;
    private boolean managed;
    private boolean present;
    private long sent;
    private long received;

    private record Numbered(long number, Parcel parcel) {}

    XmppStation(XmppDoor door, String user, String password) {
        this.door = door;
        this.user = user;
        this.password = password;
    }

    String address() {
        return user + "@" + door.domain();
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public void open(Events told) throws IOException {
        events = told;
        stanzas = new StanzaReader();
        signedIn = false;
        managed = false;
        present = false;
        sent = 0;
        received = 0;
        unacknowledged.clear();
        unconfirmed.clear();
        link = door.loop().connect("127.0.0.1", door.port(), null, this);
    }

    @Override
    public void attend() {
        sent++;
        write("<presence/>");
    }

    @Override
    public void submit(Parcel parcel) {
        String reader = ((XmppRoute) parcel.route()).reader().address();
        unconfirmed.put(parcel.id(), parcel);
        sent++;
        unacknowledged.add(new Numbered(sent, parcel));
        write("<message to='" + reader + "' type='chat' id='" + parcel.id() + "'><body>"
                + new String(parcel.sealed(), StandardCharsets.US_ASCII) + "</body><request xmlns='" + RECEIPTS
                + "'/></message><r " + SM + "/>");
    }

    @Override
    public void stayAlive() {
        write(" ");
    }

    @Override
    public void close() {
        if (link != null) {
            write("</stream:stream>");
            link.finish();
        }
    }

    private void write(String xml) {
        Objects.requireNonNull(link).send(xml.getBytes(StandardCharsets.US_ASCII));
    }

    private void begin() {
        stanzas = new StanzaReader();
        write("<?xml version='1.0'?><stream:stream to='" + door.domain()
                + "' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>");
    }

    @Override
    public void connected(Link on) {
        begin();
    }

    @Override
    public void received(Link on, ByteBuffer bytes) {
        for (String stanza : stanzas.read(bytes)) {
            take(stanza);
        }
    }

    @Override
    public void lost(Link on, String why) {
        told().failed(this, why);
    }

    private void take(String stanza) {
        if (stanza.startsWith("<message")) {
            received++;
            takeMessage(stanza);
        } else if (stanza.startsWith("<a ")) {
            acknowledge(Long.parseLong(StanzaReader.attribute(stanza, "h")));
        } else if (stanza.startsWith("<r ")) {
            write("<a " + SM + " h='" + received + "'/>");
        } else if (stanza.startsWith("<presence")) {
            received++;
            if (!present) {
                present = true;
                told().attending(this);
            }
        } else {
            signIn(stanza);
        }
    }

    private void signIn(String stanza) {
        if (stanza.startsWith("<stream:features") && !signedIn) {
            byte[] plain = ("\0" + user + "\0" + password).getBytes(StandardCharsets.US_ASCII);
            write("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
                    + Base64.getEncoder().encodeToString(plain) + "</auth>");
        } else if (stanza.startsWith("<success")) {
            signedIn = true;
            begin();
        } else if (stanza.startsWith("<stream:features")) {
            write("<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>bench</resource>"
                    + "</bind></iq>");
        } else if (stanza.startsWith("<iq") && !managed) {
            managed = true;
            write("<enable " + SM + "/>");
        } else if (stanza.startsWith("<enabled")) {
            told().connected(this);
        } else if (stanza.startsWith("<iq")) {
            received++;
        } else {
            told().failed(this, "unexpected: " + stanza.substring(0, Math.min(200, stanza.length())));
        }
    }

    private void takeMessage(String stanza) {
        int receipt = stanza.indexOf("<received ");
        if (receipt >= 0) {
            UUID message = UUID.fromString(StanzaReader.attribute(stanza.substring(receipt), "id"));
            Parcel parcel = unconfirmed.remove(message);
            if (parcel != null) {
                told().delivered(parcel);
            }
            return;
        }
        int body = stanza.indexOf("<body>");
        if (body < 0 || stanza.contains("type='error'")) {
            told().failed(this, "unexpected: " + stanza.substring(0, Math.min(200, stanza.length())));
            return;
        }
        String text = stanza.substring(body + "<body>".length(), stanza.indexOf("</body>"));
        UUID message = UUID.fromString(StanzaReader.attribute(stanza, "id"));
        told().shown(this, door.conversationTo(this), message, Parcel.digest(text.getBytes(StandardCharsets.US_ASCII)));
        sent++;
        write("<message to='" + StanzaReader.attribute(stanza, "from") + "' type='chat' id='" + UUID.randomUUID()
                + "'><received xmlns='" + RECEIPTS + "' id='" + message
                + "'/><no-store xmlns='urn:xmpp:hints'/></message>");
    }

    private void acknowledge(long handled) {
        while (!unacknowledged.isEmpty() && unacknowledged.element().number() <= handled) {
            told().accepted(unacknowledged.remove().parcel());
        }
    }

    private Events told() {
        return Objects.requireNonNull(events);
    }
}
