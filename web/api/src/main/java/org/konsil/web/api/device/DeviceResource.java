package org.konsil.web.api.device;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.UUID;
import org.konsil.server.access.Role;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.enrolment.DeviceRegister;
import org.konsil.server.device.removal.OwnDeviceEnd;
import org.konsil.web.access.CurrentCaller;
import org.konsil.web.api.JsonBody;
import org.konsil.web.api.proof.AnsweredOnceProven;

/** A device asks to be known as its owner's. */
@Path("devices/{deviceId: [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}}")
@RequestScoped
public class DeviceResource {

    private static final int MAX_CODE_CHARACTERS = 200;

    @Inject
    CurrentCaller current;

    @Inject
    DeviceRegister devices;

    @Inject
    OwnDeviceEnd ends;

    @PUT
    @RolesAllowed(Role.STAFF_NAME)
    @Consumes(MediaType.APPLICATION_JSON)
    public void register(@PathParam("deviceId") String deviceId, InputStream body) {
        String code = JsonBody.read(body).requireText("hardwareCode", MAX_CODE_CHARACTERS);
        devices.register(current.require(), new DeviceId(UUID.fromString(deviceId)), code);
    }

    /** The caller is done with a device of their own; a repeat changes nothing. */
    @DELETE
    @AnsweredOnceProven
    @RolesAllowed(Role.STAFF_NAME)
    public void end(@PathParam("deviceId") String deviceId) {
        ends.end(current.require(), new DeviceId(UUID.fromString(deviceId)));
    }
}
