package org.konsil.client.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SeededHospitalTest {

    @Test
    @DisplayName("A5: the demo's hospital has somebody who may revoke certificates")
    void knowsItsRegistrationOfficer() {
        SeededHospital hospital = new SeededHospital(DemoPerson.EVERYBODY, "passphrase", List.of());

        assertThat(hospital.registrationOfficer().username()).isEqualTo("clara.weiss");
    }

    @Test
    void refusesToMakeAnybodyElseAnOfficer() {
        SeededHospital hospital = new SeededHospital(List.of(DemoPerson.EVERYBODY.get(0)), "passphrase", List.of());

        assertThatThrownBy(hospital::registrationOfficer).isInstanceOf(NoSuchElementException.class);
    }
}
