package org.konsil.server.proof.recording;

import jakarta.persistence.EntityManager;
import org.konsil.server.device.DeviceRegistered;
import org.konsil.server.device.DeviceRemoved;

/** The recorder as an observer of a test's events. */
public final class RecorderFixture {

    private final EventRecorder recorder = new EventRecorder();

    public RecorderFixture(EntityManager entities) {
        recorder.entities = entities;
    }

    public void on(DeviceRegistered event) {
        recorder.deviceRegistered(event);
    }

    public void on(DeviceRemoved event) {
        recorder.deviceRemoved(event);
    }
}
