package io.plumbline.goal;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts goal-service. */
@SpringBootApplication
public class GoalService {

    public static void main(String[] args) {
        SpringApplication.run(GoalService.class, args);
    }
}
