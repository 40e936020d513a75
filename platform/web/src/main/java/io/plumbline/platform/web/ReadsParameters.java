package io.plumbline.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;

/** A controller that binds its parameters itself, and so says which it reads. */
public interface ReadsParameters {

    /** The query parameters that a request may have: by name, whether it may be given several times. */
    Map<String, Boolean> parameters(HttpServletRequest request);
}
