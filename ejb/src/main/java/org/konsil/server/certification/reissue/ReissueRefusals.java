package org.konsil.server.certification.reissue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.ReissueRefusal;

/** The table {@code reissue_refusal}: which certificates were not made anew, and why. */
@ApplicationScoped
class ReissueRefusals {
    private static final String INSERT = "insert into reissue_refusal (reissue_id, serial, reason)"
            + " values (:id, :serial, :reason) on conflict do nothing";
    private static final String PAGE = "select r.serial, coalesce(c.holder, ''), r.reason from reissue_refusal r"
            + " left join certificate c on c.serial = r.serial where r.reissue_id = :id and r.serial > :after"
            + " order by r.serial limit :most";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    void add(UUID reissue, Map<CertificateSerial, ReissueRefusal> refused) {
        refused.forEach((serial, reason) -> entities.createNativeQuery(INSERT)
                .setParameter("id", reissue)
                .setParameter("serial", serial.toString())
                .setParameter("reason", reason.text())
                .executeUpdate());
    }

    List<RefusedReissue> page(UUID reissue, Optional<CertificateSerial> after, int most) {
        List<?> rows = entities.createNativeQuery(PAGE, Object[].class)
                .setParameter("id", reissue)
                .setParameter("after", after.map(CertificateSerial::toString).orElse(""))
                .setParameter("most", most)
                .getResultList();
        List<RefusedReissue> page = new ArrayList<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            page.add(new RefusedReissue(
                    CertificateSerial.parse((String) columns[0]), (String) columns[1], (String) columns[2]));
        }
        return page;
    }
}
