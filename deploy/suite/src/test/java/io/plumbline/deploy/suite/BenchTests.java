package io.plumbline.deploy.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What a measurement refuses before it starts anything. */
class BenchTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    bench                             | What is measured is commands, latency or reports.
                    bench commands --clients 0        | There are 1 to 64 clients.
                    bench commands --clients 65       | There are 1 to 64 clients.
                    bench commands --seconds 0        | The measurement takes 1 to 600 seconds.
                    bench commands --seconds 601      | The measurement takes 1 to 600 seconds.
                    bench commands --warm-up -1       | The warm-up is 0 to 1000000 commands.
                    bench latency --commands 0        | There are 1 to 100000 commands, in at least one second.
                    bench reports --opportunities 99  | There are 100 to 10000000 opportunities.
                    bench reports --questions 0       | There are 1 to 100000 questions of each kind.
                    bench reports --port 65536        | A port is a number from 1 to 65535.
                    latency --seconds 0               | There are 1 to 100000 commands, in at least one second.
                    """)
    void whatIsOutOfBoundsIsRefused(String arguments, String sentence) {
        var err = new StringWriter();
        CommandLine plumbline = Plumbline.commandLine().setErr(new PrintWriter(err, true));

        assertThat(plumbline.execute(arguments.split(" "))).isEqualTo(2);

        assertThat(err).hasToString(sentence + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource({"bench commands --clients many, --clients", "bench throughput, throughput"})
    void whatIsNotUnderstoodIsNamed(String arguments, String name) {
        var err = new StringWriter();
        CommandLine plumbline = Plumbline.commandLine().setErr(new PrintWriter(err, true));

        assertThat(plumbline.execute(arguments.split(" "))).isEqualTo(2);

        assertThat(err.toString()).contains(name);
    }
}
