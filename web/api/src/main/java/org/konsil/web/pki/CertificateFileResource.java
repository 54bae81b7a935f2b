package org.konsil.web.pki;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.server.certification.authority.Authorities;
import org.konsil.server.certification.publication.AuthorityCertificates;
import org.konsil.server.certification.publication.ListName;
import org.konsil.server.certification.publication.PublishedList;
import org.konsil.server.certification.publication.RevocationListPublisher;
import org.konsil.server.certification.publication.RootList;

/** The revocation lists and the CA certificates, for everybody (RFC 5280, sections 4.2.1.13 and 4.2.2.1). */
@Path("")
@RequestScoped
public class CertificateFileResource {

    private static final String CERTIFICATE = "application/pkix-cert";
    private static final String REVOCATION_LIST = "application/pkix-crl";
    private static final String CA = "{ca: device|staff|service}";

    @Inject
    RevocationListPublisher lists;

    @Inject
    RootList rootList;

    @Inject
    AuthorityCertificates authorities;

    @Inject
    Clock clock;

    /** The complete list of devices. */
    @GET
    @Path("crl/device.crl")
    @PermitAll
    public Response deviceList() {
        return answer(ListName.ALL_DEVICES);
    }

    /** The root's, which is not in shards; the issuing CAs' certificates point to it as its first. */
    @GET
    @Path("crl/{name: root|root/1}.crl")
    @PermitAll
    public Response rootList() {
        return answer(rootList.current().orElseThrow(NotFoundException::new));
    }

    /** The shard that a certificate points to. */
    @GET
    @Path("crl/" + CA + "/{shard: [0-9]{1,6}}.crl")
    @PermitAll
    public Response shard(@PathParam("ca") String ca, @PathParam("shard") int shard) {
        return answer(ListName.shard(Authorities.parse(ca), shard));
    }

    @GET
    @Path("ca/" + CA + ".cer")
    @PermitAll
    public Response authority(@PathParam("ca") String ca) {
        IssuingAuthority authority = Authorities.parse(ca);
        return Response.ok(authorities.find(authority).orElseThrow(NotFoundException::new), CERTIFICATE)
                .build();
    }

    @GET
    @Path("ca/root.cer")
    @PermitAll
    public Response root() {
        return Response.ok(authorities.root(), CERTIFICATE).build();
    }

    /**
     * The newest list. It expires with its nextUpdate, but whoever keeps it is to ask whether there is a newer one: a
     * revocation makes one within seconds.
     */
    private Response answer(ListName name) {
        if (!lists.exists(name)) {
            throw new NotFoundException();
        }
        return answer(lists.current(name));
    }

    private Response answer(PublishedList list) {
        Duration rest = Duration.between(clock.instant(), list.nextUpdate());
        CacheControl caching = new CacheControl();
        caching.setNoCache(true);
        caching.setMaxAge((int) Math.max(0, rest.toSeconds()));
        return Response.ok(list.der(), REVOCATION_LIST)
                .lastModified(Date.from(list.thisUpdate()))
                .expires(Date.from(list.nextUpdate()))
                .tag(new EntityTag(Long.toString(list.number())))
                .cacheControl(caching)
                .build();
    }
}
