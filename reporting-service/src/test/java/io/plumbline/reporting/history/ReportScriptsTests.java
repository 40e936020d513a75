package io.plumbline.reporting.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class ReportScriptsTests {

    @Test
    void everyScriptHasItsPlaceInTheOrder() throws IOException {
        Resource[] found = new PathMatchingResourcePatternResolver().getResources("classpath:db/reports/**/*.sql");
        List<String> names = Arrays.stream(found).map(ReportScriptsTests::name).toList();

        assertThat(ReportScripts.names()).containsExactlyInAnyOrderElementsOf(names);
    }

    private static String name(Resource script) {
        try {
            URI uri = script.getURI();
            return uri.toString().replaceFirst(".*/db/reports/", "");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
