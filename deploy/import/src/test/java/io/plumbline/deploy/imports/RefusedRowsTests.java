package io.plumbline.deploy.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RefusedRowsTests {

    private static final ObjectNode ROW =
            (ObjectNode) JsonMapper.builder().build().readTree("""
            {"customer": {"system": "CRM", "reference": "A$1"}, "territory": "EAST", "opportunity": {"reference": "D1"}}""");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            customerId    | customer-known    | customer 0198c1f0-2222-7000-8000-000000000001 is not known here yet | customer: customer 'A$1' is not known here yet (customer-known)
            customer      | same-opportunity  | known as 0198c1f0-2222-7000-8000-000000000001, and an import cannot change that | customer: another one than 'A$1' is known, and an import cannot change that (same-opportunity)
            opportunityId | opportunity-known | opportunity 0198c1f0-2222-7000-8000-000000000001 is not known | opportunity: opportunity 'D1' is not known (opportunity-known)
            undertaking   | same-activity     | known as ActivityContent[kind=CALL, materials=[]], and an import cannot change that | undertaking: known with other values, and an import cannot change that (same-activity)
            owner         | known             | is nobody | owner: is nobody (known)
            """)
    void whatAServiceSaysIsSaidInWordsOfTheFile(String field, String rule, String message, String said) {
        assertThat(new RefusedRows().inWordsOfTheFile(new Fault(field, rule, message), ROW))
                .hasToString(said);
    }

    @ParameterizedTest
    @CsvSource({
        "TERRITORIES, '{\"code\": \"EAST\"}', territory",
        "CUSTOMERS, '{\"externalReference\": {\"reference\": \"A$1\"}}', customer",
        "OPPORTUNITIES, '{\"externalReference\": {\"reference\": \"D1\"}}', opportunity"
    })
    void aRowDependsOnWhatItNames(Kind kind, String row, String field) {
        RefusedRows refused = new RefusedRows();
        assertThat(refused.cause(ROW)).isNull();
        refused.refused(kind, (ObjectNode) JsonMapper.builder().build().readTree(row), "a.csv, line 3");
        assertThat(refused.cause(ROW)).extracting(Fault::place).isEqualTo(field);
        assertThat(refused.cause(ROW))
                .extracting(Fault::message)
                .asString()
                .endsWith("was refused in this import (a.csv, line 3)");
    }

    @Test
    void whatAnotherRowBroughtIsNotRefused() {
        ObjectNode customer =
                (ObjectNode) JsonMapper.builder().build().readTree("{\"externalReference\": {\"reference\": \"A$1\"}}");
        RefusedRows refused = new RefusedRows();
        refused.accepted(Kind.CUSTOMERS, customer);
        refused.refused(Kind.CUSTOMERS, customer, "a.csv, line 3");
        assertThat(refused.cause(ROW)).isNull();
        refused = new RefusedRows();
        refused.refused(Kind.CUSTOMERS, customer, "a.csv, line 3");
        refused.accepted(Kind.CUSTOMERS, customer);
        assertThat(refused.cause(ROW)).isNull();
    }
}
