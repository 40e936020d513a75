package io.plumbline.platform.web.security;

import io.plumbline.platform.web.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says which roles an operation takes. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class OperationDeniedAdvice {

    @ExceptionHandler
    ResponseEntity<Object> handle(OperationDenied denied) {
        OperationTable.Callers callers = denied.callers();
        return Problems.answer(Problems.of(HttpStatus.FORBIDDEN, null, callers.rule(), callers.sentence()));
    }
}
