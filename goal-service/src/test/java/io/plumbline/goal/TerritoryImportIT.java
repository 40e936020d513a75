package io.plumbline.goal;

import static io.plumbline.goal.RunningGoalService.LENA;
import static io.plumbline.goal.RunningGoalService.WEI;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.platform.testing.Answered;
import io.plumbline.platform.testing.RunningService;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many territories and assignments at once, as an import sends them. */
class TerritoryImportIT {

    private static final RunningService SERVICE = RunningGoalService.shared();

    @Test
    void parentsMayComeInTheSameRequestAndTheSameRowsAgainChangeNothing() {
        String rows = rows(territory("IMP-ROOT", null, "NORMAL"), territory("IMP-CHILD", "IMP-ROOT", "NORMAL"));
        assertThat(territories(rows).outcomes()).containsExactly("ACCEPTED", "ACCEPTED");
        assertThat(territories(rows).outcomes()).containsExactly("UNCHANGED", "UNCHANGED");
        assertThat(SERVICE.get(LENA, "/api/territories/IMP-CHILD")
                        .requireOk()
                        .body()
                        .at("/territory/parent")
                        .asString())
                .isEqualTo("IMP-ROOT");
    }

    @Test
    void aRefusedRowLeavesNothingAndTheOthersGoThrough() {
        Answered answered = territories(rows(
                territory("IMP-ORPHAN", "IMP-NOWHERE", "NORMAL"),
                territory("IMP-GOOD", null, "NORMAL"),
                territory("lower", null, "NORMAL")));
        assertThat(answered.outcomes()).containsExactly("REFUSED", "ACCEPTED", "REFUSED");
        assertThat(answered.rowErrors()).containsExactly("parent/known-territory", "code/pattern");
        assertThat(SERVICE.get(LENA, "/api/territories/IMP-ORPHAN").status()).isEqualTo(404);
    }

    @Test
    void theParentAndThePriorityMayDifferLaterAndNothingElse() {
        territories(rows(
                territory("IMP-A", null, "NORMAL"),
                territory("IMP-B", null, "NORMAL"),
                territory("IMP-C", "IMP-A", "NORMAL")));
        assertThat(territories(rows(territory("IMP-C", "IMP-B", "KEY"))).outcomes())
                .containsExactly("ACCEPTED");
        Answered moved = SERVICE.get(LENA, "/api/territories/IMP-C").requireOk();
        assertThat(moved.body().at("/territory/parent").asString()).isEqualTo("IMP-B");
        assertThat(moved.body().at("/territory/priority").asString()).isEqualTo("KEY");
        assertThat(territories(rows(territory("IMP-B", "IMP-C", "NORMAL"))).rowErrors())
                .containsExactly("parent/no-cycle");
        assertThat(territories(rows(territory("IMP-C", "IMP-B", "KEY").replace("USD", "CNY")))
                        .rowErrors())
                .containsExactly("currency/same-territory");
    }

    @Test
    void anAssignmentIsKnownByWhoWhereAndSinceWhen() {
        territories(rows(territory("IMP-TEAM", null, "NORMAL")));
        String open = assignment("IMP-TEAM", "ada", "");
        assertThat(assignments(rows(open, assignment("IMP-TEAM", "bob", ""))).outcomes())
                .containsExactly("ACCEPTED", "ACCEPTED");
        assertThat(assignments(rows(open)).outcomes()).containsExactly("UNCHANGED");
        String ended = assignment("IMP-TEAM", "ada", ", \"to\": \"2024-06-30\"");
        assertThat(assignments(rows(ended)).outcomes()).containsExactly("ACCEPTED");
        assertThat(assignments(rows(ended)).outcomes()).containsExactly("UNCHANGED");
        assertThat(assignments(rows(open)).rowErrors()).containsExactly("to/same-territory");
        assertThat(assignments(rows(assignment("IMP-NOWHERE", "ada", ""))).rowErrors())
                .containsExactly("/not-found");
    }

    @Test
    void onlySalesOperationsImports() {
        SERVICE.post(WEI, "/api/territories/bulk", rows(territory("IMP-NO", null, "NORMAL")))
                .requireRefused(403, "", "sales-ops");
        SERVICE.post(WEI, "/api/territories/assignments/bulk", rows(assignment("CHINA", "ada", "")))
                .requireRefused(403, "", "sales-ops");
    }

    private static Answered territories(String rows) {
        return SERVICE.post(LENA, "/api/territories/bulk", rows).requireOk();
    }

    private static Answered assignments(String rows) {
        return SERVICE.post(LENA, "/api/territories/assignments/bulk", rows).requireOk();
    }

    private static String rows(String... rows) {
        return "[" + String.join(",", List.of(rows)) + "]";
    }

    private static String territory(String code, @Nullable String parent, String priority) {
        return """
                {"code": "%s", "nameEn": "%s", "nameZh": "%s", "parent": %s, "timeZone": "America/Phoenix",
                 "currency": "USD", "priority": "%s", "occurredAt": "2024-01-01T00:00:00Z"}""".formatted(code, code, code, parent == null ? "null" : '"' + parent + '"', priority);
    }

    private static String assignment(String territory, String representative, String more) {
        return """
                {"territory": "%s", "representative": "%s", "from": "2024-01-01"%s}""".formatted(territory, representative, more);
    }
}
