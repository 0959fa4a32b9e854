/**
 * Passkeys: asks the server what to ask, lets the browser ask the person, puts the answer in the
 * form's hidden field and sends the form. Without it, a code from an authenticator app does.
 * @module passkey
 */

/** @param {string} text base64url */
const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

/** @param {ArrayBuffer | null | undefined} buffer */
const text = (buffer) =>
  buffer
    ? btoa(String.fromCharCode(...new Uint8Array(buffer)))
        .replace(/\+/g, "-")
        .replace(/\//g, "_")
        .replace(/=+$/, "")
    : undefined;

/** @param {{id: string}[] | undefined} list */
const known = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

/** @param {any} options as the server wrote them */
function asked(options) {
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user ? { user: { ...options.user, id: bytes(options.user.id) } } : {}),
    ...(options.allowCredentials ? { allowCredentials: known(options.allowCredentials) } : {}),
    ...(options.excludeCredentials ? { excludeCredentials: known(options.excludeCredentials) } : {}),
  };
}

/** @param {any} made */
function answer(made) {
  const { response } = made;
  return JSON.stringify({
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
    },
  });
}

/**
 * @param {HTMLElement} group holds a button, and says by data-ask where to ask, by data-purpose and
 * data-bound what about, by data-field which hidden field takes the answer, by data-create that a
 * passkey is to be made
 */
export function start(group) {
  const button = group.querySelector("button");
  const said = group.querySelector("[role=status]");
  const form = group.closest("form");
  if (!window.PublicKeyCredential || !form) {
    group.hidden = true;
    return;
  }
  const field = form.elements.namedItem(group.dataset.field ?? "assertion");
  const ask = async () => {
    const body = new FormData();
    body.set("csrf_token", form.elements.namedItem("csrf_token").value);
    body.set("purpose", group.dataset.purpose ?? "");
    body.set("bound_to", group.dataset.bound ?? "");
    const headers = { Accept: "application/json" };
    const reply = await fetch(group.dataset.ask, { method: "POST", body, headers });
    if (!reply.ok) throw new Error(String(reply.status));
    const publicKey = asked(await reply.json());
    return "create" in group.dataset
      ? navigator.credentials.create({ publicKey })
      : navigator.credentials.get({ publicKey });
  };
  button.addEventListener("click", async () => {
    said.textContent = "Svara på frågan som webbläsaren ställer.";
    button.disabled = true;
    try {
      field.value = answer(await ask());
      form.requestSubmit();
    } catch {
      said.textContent = group.dataset.failed ?? "";
      button.disabled = false;
    }
  });
}
