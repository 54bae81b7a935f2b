package org.konsil.web.console.signin;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.konsil.server.platform.HospitalSettings;
import org.wildfly.security.http.oidc.OidcSecurityContext;

/** Ends the session here and at Keycloak (OpenID Connect RP-Initiated Logout 1.0), so that the next person must log in. */
@WebServlet("/sign-out")
public class SignOutServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String CLIENT = "console";

    @Inject
    transient HospitalSettings hospital;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        // Both are gone after logout.
        @Nullable OidcSecurityContext signedIn = SignedIn.session(request);
        String goodbye = hospital.origin() + request.getContextPath() + "/signed-out.html";
        String target = signedIn == null ? goodbye : endSession(signedIn, goodbye);
        request.logout();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", target);
    }

    private static String endSession(OidcSecurityContext signedIn, String goodbye) {
        return signedIn.getIDToken().getIssuer() + "/protocol/openid-connect/logout?client_id=" + CLIENT
                + "&id_token_hint=" + encode(signedIn.getIDTokenString()) + "&post_logout_redirect_uri="
                + encode(goodbye);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
