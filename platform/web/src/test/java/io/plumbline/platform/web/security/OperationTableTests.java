package io.plumbline.platform.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Set;
import org.junit.jupiter.api.Test;

class OperationTableTests {

    private static final String HEAD = "method,path,roles,decided on\n";

    @Test
    void aRowSaysWhoAndOnWhat() {
        OperationTable table =
                OperationTable.parse(HEAD + "POST,/api/things,managers,manager of the stored thing, always\n");
        OperationTable.Rule rule = table.rule("POST", "/api/things").orElseThrow();
        assertThat(rule.callers().roles()).containsExactlyInAnyOrder(Role.MANAGER, Role.SALES_OPS);
        assertThat(rule.decidedOn()).isEqualTo("manager of the stored thing, always");
        assertThat(table.rule("GET", "/api/things")).isEmpty();
    }

    @Test
    void headIsReadAsGet() {
        OperationTable table = OperationTable.parse(HEAD + "GET,/api/things,any,reference data\n");
        assertThat(table.rule("HEAD", "/api/things")).isPresent();
    }

    @Test
    void biNeverWrites() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OperationTable.parse(HEAD + "POST,/api/things,any,nothing\n"))
                .withMessageContaining("lets bi write");
    }

    @Test
    void rowsThatMeanNothingAreRefused() {
        for (String row : new String[] {
            "POST,/api/things,everybody,x", "POST,/api/things,sales,", "POST,/api/things", "GET,/a,any,x\nGET,/a,any,y"
        }) {
            assertThatIllegalArgumentException().isThrownBy(() -> OperationTable.parse(HEAD + row));
        }
    }

    @Test
    void tableAndControllersAreTheSame() {
        OperationTable table = OperationTable.parse(HEAD + "GET,/api/things,any,x\nPOST,/api/gone,sales,x\n");
        assertThatIllegalStateException()
                .isThrownBy(() -> table.requireExactly(Set.of(
                        new OperationTable.Operation("GET", "/api/things"),
                        new OperationTable.Operation("POST", "/api/new"))))
                .withMessageContaining("without a row: [POST /api/new]")
                .withMessageContaining("without an operation: [POST /api/gone]");
        assertThatCode(() -> table.requireExactly(Set.of(
                        new OperationTable.Operation("GET", "/api/things"),
                        new OperationTable.Operation("POST", "/api/gone"))))
                .doesNotThrowAnyException();
    }
}
