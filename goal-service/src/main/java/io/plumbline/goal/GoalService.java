package io.plumbline.goal;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts goal-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GoalService {

    public static void main(String[] args) {
        SpringApplication.run(GoalService.class, args);
    }
}
