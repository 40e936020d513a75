package io.plumbline.reporting.alerts;

import io.plumbline.platform.web.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class AlertProblems {

    @ExceptionHandler
    ResponseEntity<Object> handle(AlertRefused refused) {
        HttpHeaders headers = new HttpHeaders();
        if (refused.problem().getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            headers.set(HttpHeaders.RETRY_AFTER, "5");
        }
        return Problems.answer(refused.problem(), headers);
    }
}
