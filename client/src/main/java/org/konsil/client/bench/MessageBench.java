package org.konsil.client.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.konsil.client.demo.DemoHospital;
import org.konsil.client.demo.DemoPerson;
import org.konsil.client.demo.HeadlessDevice;
import org.konsil.client.demo.Narrator;
import org.konsil.client.demo.PassingDevices;
import org.konsil.client.demo.SeededHospital;
import org.konsil.client.demo.ServerTables;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.layout.InstallationException;

/** Two devices of people of its own: one writes as fast as it can, the other reads. */
public final class MessageBench {

    private static final int WARM_UP = 20;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final String CONVERSATION = "conversationId";
    private static final String WARD = "Messstand";
    private static final DemoPerson WRITER =
            new DemoPerson("bench-writer", "Wanda", "Messschreiber", WARD, "Messung", Set.of("staff"));
    private static final DemoPerson READER =
            new DemoPerson("bench-reader", "Rolf", "Messleser", WARD, "Messung", Set.of("staff"));
    private static final DemoPerson OFFICER = new DemoPerson(
            "bench-officer", "Olga", "Messamt", WARD, "Messung", Set.of("staff", "registration-officer"));

    private final Installation installation;
    private final Path script;
    private final Narrator narrator;

    /**
     * Nothing happens yet.
     *
     * @param script {@code device.mjs}, as {@code app/} builds it
     */
    public MessageBench(Installation installation, Path script, Narrator narrator) {
        this.installation = installation;
        this.script = script;
        this.narrator = narrator;
    }

    /** Sends that many messages, then writes as many plain rows. The system must run. */
    public Comparison run(int count) throws InterruptedException {
        ProcessorTime.of(installation);
        SeededHospital hospital = new DemoHospital(installation).seed(List.of(WRITER, READER, OFFICER));
        List<DemoPerson> both = List.of(WRITER, READER);
        new ServerTables(installation).awaitPeople(both);
        Cost messages;
        try (PassingDevices unused = new PassingDevices(installation, hospital, both, narrator);
                HeadlessDevice writer = start(WRITER);
                HeadlessDevice reader = start(READER)) {
            enrol(hospital, WRITER, writer);
            enrol(hospital, READER, reader);
            String conversation = writer.ask("startConversation", Map.of("userId", reader(writer)))
                    .path(CONVERSATION)
                    .asText();
            send(conversation, "warm-up", WARM_UP, writer, reader);
            Stopwatch watch = new Stopwatch(installation);
            send(conversation, "message", count, writer, reader);
            messages = watch.stop(count);
        }
        return new Comparison(messages, new PlainRows(installation).write(count));
    }

    /** Returns when the writer knows that the reader's device has acknowledged the last one. */
    private static void send(String conversation, String word, int count, HeadlessDevice writer, HeadlessDevice reader)
            throws InterruptedException {
        String text = "";
        for (int i = 1; i <= count; i++) {
            text = word + " " + i;
            writer.ask("send", Map.of(CONVERSATION, conversation, "text", text));
        }
        Map<String, Object> last = Map.of(CONVERSATION, conversation, "text", text, "timeoutMs", PATIENCE_MILLIS);
        reader.ask("waitFor", last);
        writer.ask(
                "waitFor",
                Map.of(CONVERSATION, conversation, "text", text, "timeoutMs", PATIENCE_MILLIS, "state", "delivered"));
    }

    private static String reader(HeadlessDevice writer) throws InterruptedException {
        JsonNode people = writer.ask("findPeople", Map.of("words", READER.lastName()));
        return StreamSupport.stream(people.spliterator(), false)
                .filter(person -> person.path("name").asText().equals(READER.name()))
                .map(person -> person.path("userId").asText())
                .findFirst()
                .orElseThrow(() -> new InstallationException("the directory does not find " + READER.username()));
    }

    private HeadlessDevice start(DemoPerson person) {
        return HeadlessDevice.start(
                person.firstName(),
                script,
                installation.origin(),
                installation.rootCertificate(),
                installation.folders().log().resolve("device-" + person.username() + ".log"));
    }

    private static void enrol(SeededHospital hospital, DemoPerson person, HeadlessDevice device)
            throws InterruptedException {
        device.ask("signIn", Map.of("user", person.username(), "password", hospital.passphrase()));
        device.ask("enrol", Map.of("code", hospital.codeOf(person)));
    }
}
