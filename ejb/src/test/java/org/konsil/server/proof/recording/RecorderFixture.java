package org.konsil.server.proof.recording;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.konsil.server.device.DeviceRegistered;
import org.konsil.server.device.DeviceRemoved;
import org.konsil.server.proof.pseudonym.PseudonymFixture;
import org.konsil.server.proof.pseudonym.Pseudonyms;

/** The recorder as an observer of a test's events. */
public final class RecorderFixture {

    private static final Pseudonyms PSEUDONYMS = pseudonyms();

    private final EventRecorder recorder = new EventRecorder();

    public RecorderFixture(EntityManager entities) {
        recorder.entities = entities;
        recorder.pseudonyms = PSEUDONYMS;
    }

    public void on(DeviceRegistered event) {
        recorder.deviceRegistered(event);
    }

    public void on(DeviceRemoved event) {
        recorder.deviceRemoved(event);
    }

    private static Pseudonyms pseudonyms() {
        try {
            Path folder = Files.createTempDirectory("konsil-pseudonyms");
            folder.toFile().deleteOnExit();
            return PseudonymFixture.in(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
