package io.geckos.auth.signature;

import io.geckos.auth.request.CredentialScope;
import java.util.List;
import java.util.Optional;

/**
 * A signature to be verified, with the text that it must belong to.
 *
 * @param texts the signed text, a string to sign or a form's policy; several spellings if clients differ, of which one
 *     must match
 * @param canonicalRequest the canonical request of the first text; the error for a wrong signature shows it to the
 *     client
 */
public record SignedText(
        CredentialScope scope, List<String> texts, String signature, Optional<String> canonicalRequest) {}
