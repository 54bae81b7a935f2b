package org.konsil.client.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.layout.InstallationException;

/**
 * The main job before the reader's eyes: two people, two new devices, a message each way, and beside each what the server
 * has of it.
 */
public final class FirstConversation {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final String CONVERSATION = "conversationId";

    private final Installation installation;
    private final Path script;
    private final Narrator narrator;

    /**
     * Nothing happens yet.
     *
     * @param script {@code device.mjs}, as {@code app/} builds it
     */
    public FirstConversation(Installation installation, Path script, Narrator narrator) {
        this.installation = installation;
        this.script = script;
        this.narrator = narrator;
    }

    /** Lets the first person write to the second, and back; then their two devices are put out again. */
    public List<ShownMessage> play(SeededHospital hospital, DemoPerson first, DemoPerson second)
            throws InterruptedException {
        List<DemoPerson> both = List.of(first, second);
        new ServerTables(installation).awaitPeople(both);
        try (PassingDevices unused = new PassingDevices(installation, hospital, both, narrator);
                HeadlessDevice firstDevice = start(first);
                HeadlessDevice secondDevice = start(second)) {
            enrol(hospital, first, firstDevice);
            enrol(hospital, second, secondDevice);
            String conversation = found(first, firstDevice, second);
            Side one = new Side(first, firstDevice);
            Side two = new Side(second, secondDevice);
            ShownMessage there = pass(conversation, 0, one, two, "Grüße von Station 3 🩺");
            ShownMessage back = pass(conversation, there.stored().seq(), two, one, "Danke, ich komme gleich hoch.");
            return List.of(there, back);
        }
    }

    private HeadlessDevice start(DemoPerson person) {
        return HeadlessDevice.start(
                person.firstName(),
                script,
                installation.origin(),
                installation.rootCertificate(),
                installation.folders().log().resolve("device-" + person.username() + ".log"));
    }

    private void enrol(SeededHospital hospital, DemoPerson person, HeadlessDevice device) throws InterruptedException {
        narrator.signsIn(person);
        device.ask("signIn", Map.of("user", person.username(), "password", hospital.passphrase()));
        narrator.enrols(person);
        device.ask("enrol", Map.of("code", hospital.codeOf(person)));
        narrator.isReady();
    }

    private String found(DemoPerson founder, HeadlessDevice device, DemoPerson other) throws InterruptedException {
        narrator.looksFor(founder, other);
        String colleague = find(device, other);
        String conversation = device.ask("startConversation", Map.of("userId", colleague))
                .path(CONVERSATION)
                .asText();
        narrator.founded(founder, other, conversation);
        return conversation;
    }

    private static String find(HeadlessDevice device, DemoPerson person) throws InterruptedException {
        for (JsonNode candidate : device.ask("findPeople", Map.of("words", person.lastName()))) {
            if (candidate.path("name").asText().equals(person.name())) {
                return candidate.path("userId").asText();
            }
        }
        throw new InstallationException("the directory does not find " + person.name());
    }

    /** The recipient is offline meanwhile, so that the server has to keep the message and can be looked at. */
    private ShownMessage pass(String conversation, long after, Side from, Side to, String text)
            throws InterruptedException {
        to.device().ask("disconnect", Map.of());
        narrator.writes(from.person(), to.person(), text);
        from.device().ask("send", Map.of(CONVERSATION, conversation, "text", text));
        StoredEnvelope stored = new ServerTables(installation).awaitMessage(UUID.fromString(conversation), after);
        narrator.isStored(stored);
        to.device().ask("connect", Map.of());
        String read = to.device()
                .ask("waitFor", Map.of(CONVERSATION, conversation, "text", text, "timeoutMs", PATIENCE_MILLIS))
                .path("text")
                .asText();
        narrator.reads(to.person(), read);
        return new ShownMessage(from.person().name(), text, stored, to.person().name(), read);
    }

    /** A person with the device at hand. */
    private record Side(DemoPerson person, HeadlessDevice device) {}
}
