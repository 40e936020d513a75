package io.plumbline.platform.web.security;

import org.springframework.security.access.AccessDeniedException;

/** The caller has no role that an operation takes. */
final class OperationDenied extends AccessDeniedException {

    private final OperationTable.Callers callers;

    OperationDenied(OperationTable.Callers callers) {
        super(callers.sentence());
        this.callers = callers;
    }

    OperationTable.Callers callers() {
        return callers;
    }
}
