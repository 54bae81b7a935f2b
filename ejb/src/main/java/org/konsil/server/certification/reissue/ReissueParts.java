package org.konsil.server.certification.reissue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.konsil.pki.SerialNumbers;
import org.konsil.server.certification.CertificateSerial;

/**
 * The table {@code reissue_part}: sixteen ranges of serials, each with how far it has come. Whoever works on one holds its row, so
 * that any number of threads and nodes work side by side and never on the same certificate.
 */
@ApplicationScoped
class ReissueParts {
    private static final int PARTS = 16;
    /** After every serial, which has digits and the letters a to f. */
    private static final String END = "g";

    private static final String CLAIM = "select reached, upto from reissue_part where reissue_id = :id and not ended"
            + " order by upto limit 1 for update skip locked";
    private static final String ADVANCE = "update reissue_part set reached = :reached, issued = issued + :issued"
            + " where reissue_id = :id and upto = :upto";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    /**
     * A range of serials.
     *
     * @param reached those up to this one are done
     * @param upto the last that could be in it
     */
    record Part(UUID reissue, String reached, String upto) {}

    void begin(UUID reissue) {
        String reached = "";
        for (int i = 1; i <= PARTS; i++) {
            // Ours all begin with the same octet; what is random comes after it.
            String upto = i == PARTS ? END : String.format("%02x%x", SerialNumbers.FIRST_BYTE, i);
            entities.createNativeQuery("insert into reissue_part (reissue_id, reached, upto, issued, ended)"
                            + " values (:id, :reached, :upto, 0, false)")
                    .setParameter("id", reissue)
                    .setParameter("reached", reached)
                    .setParameter("upto", upto)
                    .executeUpdate();
            reached = upto;
        }
    }

    /** One that is not done and that nobody works on; it is the caller's until the transaction ends. */
    Optional<Part> claim(UUID reissue) {
        List<?> rows = entities.createNativeQuery(CLAIM, Object[].class)
                .setParameter("id", reissue)
                .getResultList();
        return rows.stream().findFirst().map(row -> {
            Object[] columns = (Object[]) row;
            return new Part(reissue, (String) columns[0], (String) columns[1]);
        });
    }

    void advance(Part part, CertificateSerial reached, int issued) {
        entities.createNativeQuery(ADVANCE)
                .setParameter("reached", reached.toString())
                .setParameter("issued", issued)
                .setParameter("id", part.reissue())
                .setParameter("upto", part.upto())
                .executeUpdate();
    }

    void end(Part part) {
        entities.createNativeQuery("update reissue_part set ended = true where reissue_id = :id and upto = :upto")
                .setParameter("id", part.reissue())
                .setParameter("upto", part.upto())
                .executeUpdate();
    }
}
