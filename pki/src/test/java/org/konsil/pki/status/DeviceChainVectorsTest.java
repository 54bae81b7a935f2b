package org.konsil.pki.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A5 the server judges the chains of device certificates as the app does")
class DeviceChainVectorsTest {

    private final DeviceChainVectors.Suite suite = DeviceChainVectors.read();

    DeviceChainVectorsTest() throws Exception {}

    static List<DeviceChainVectors.Case> cases() throws Exception {
        return DeviceChainVectors.read().cases();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void judges(DeviceChainVectors.Case each) {
        assertThat(verdict(each)).isEqualTo(each.verdict());
    }

    private String verdict(DeviceChainVectors.Case each) {
        DeviceChainValidator validator = new DeviceChainValidator(suite.root(), suite.domain());
        try {
            if (each.list() == null) {
                validator.validate(each.chain(), each.at());
            } else {
                validator.validate(each.chain(), each.at(), each.list());
            }
            return "GOOD";
        } catch (ChainRefusedException refused) {
            return refused.reason().name();
        }
    }
}
