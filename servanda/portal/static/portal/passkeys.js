// Passkeys: forms marked data-passkey ask the device for one and send what it gives.
// The options come from a data block of the page (data-options) or an address (data-options-url).

const bytes = (text) => {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
};
const text = (buffer) => {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
};
const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
  const answer = await fetch(form.dataset.optionsUrl, {
    headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
  });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

async function created(given, form) {
  const asked = { ...given.creation_options.publicKey };
  asked.challenge = bytes(asked.challenge);
  asked.user = { ...asked.user, id: bytes(asked.user.id) };
  asked.excludeCredentials = named(asked.excludeCredentials);
  if (form.elements.passwordless?.checked) {
    const strict = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
    asked.authenticatorSelection = { ...asked.authenticatorSelection, ...strict };
  }
  const key = await navigator.credentials.create({ publicKey: asked });
  return told(key, {
    clientDataJSON: text(key.response.clientDataJSON),
    attestationObject: text(key.response.attestationObject),
    transports: key.response.getTransports?.() || [],
  });
}

async function got(given) {
  const asked = { ...given.request_options.publicKey };
  asked.challenge = bytes(asked.challenge);
  asked.allowCredentials = named(asked.allowCredentials);
  const key = await navigator.credentials.get({ publicKey: asked });
  const handle = key.response.userHandle;
  return told(key, {
    clientDataJSON: text(key.response.clientDataJSON),
    authenticatorData: text(key.response.authenticatorData),
    signature: text(key.response.signature),
    userHandle: handle ? text(handle) : null,
  });
}

const told = (key, response) => ({
  id: key.id,
  rawId: text(key.rawId),
  type: key.type,
  response,
  clientExtensionResults: key.getClientExtensionResults(),
});

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !window.PublicKeyCredential;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const refused = form.querySelector("[data-passkey-refused]");
    refused.hidden = true;
    try {
      const given = await optionsOf(form);
      const credential = form.dataset.passkey === "create" ? await created(given, form) : await got(given);
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      refused.hidden = false;
    }
  });
}
