package io.geckos.iam;

import io.geckos.domain.security.Authenticator.SignedRequest;
import java.io.InputStream;

/**
 * A request to IAM or STS, in a form that does not depend on the HTTP server.
 *
 * @param id the request id in answers and logs
 * @param http its method, path, query and headers
 * @param body the body; no byte of it is read yet
 * @param remoteAddress the address of the client
 * @param secure whether the request came over TLS
 */
public record IamRequest(String id, SignedRequest http, InputStream body, String remoteAddress, boolean secure) {}
