/**
 * The behaviour of the pages: what keycloak.v2 does by inline handlers, done by listeners so that a content security
 * policy without `unsafe-inline` holds. The address bar is put right as `BrowserHistoryHelper` does after a form post.
 */
export const SCRIPT = `
(() => {
  const address = document.currentScript.dataset.address;
  if (address) history.replaceState({}, '', address);
  const all = (selector, use) => document.querySelectorAll(selector).forEach(use);
  const pressed = (element, act) => {
    element.addEventListener('click', (event) => { event.preventDefault(); act(); });
    element.addEventListener('keydown', (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); act(); } });
  };
  all('[data-submit-form]', (link) => pressed(link, () => document.getElementById(link.dataset.submitForm).requestSubmit()));
  all('[data-submit-sibling]', (box) => pressed(box, () => box.previousElementSibling.requestSubmit()));
  all('[data-href]', (button) => pressed(button, () => { location.href = button.dataset.href; }));
  all('form', (form) => form.addEventListener('submit', () => setTimeout(() => form.querySelectorAll('[name=login]').forEach((button) => { button.disabled = true; }))));
  all('[data-password-toggle]', (button) => button.addEventListener('click', () => {
    const input = document.getElementById(button.getAttribute('aria-controls'));
    input.type = input.type === 'password' ? 'text' : 'password';
    button.setAttribute('aria-label', input.type === 'password' ? button.dataset.labelShow : button.dataset.labelHide);
  }));
  all('[data-device]', (tile) => tile.addEventListener('click', () => {
    document.getElementById('selectedCredentialId').value = tile.dataset.device;
    all('[data-device]', (other) => other.classList.toggle('selected', other === tile));
  }));
  all('#kcRecoveryCodesConfirmationCheck', (box) => box.addEventListener('change', () => {
    document.getElementById('saveRecoveryAuthnCodesBtn').disabled = !box.checked;
  }));
  // Keycloak's own script asks the same of the browser. Without an answer it sends the browser's reason.
  const bytes = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '');
  const answered = (form, values) => { Object.entries(values).forEach(([name, value]) => { form.elements[name].value = value; }); form.requestSubmit(); };
  const challenge = () => crypto.getRandomValues(new Uint8Array(32));
  const asked = (form, ask, read) => Promise.resolve().then(ask).then(({ response, id }) => answered(form, read(response, id)), (error) => answered(form, { error: String(error) }));
  all('#authenticateWebAuthnButton', (button) => button.addEventListener('click', () => asked(document.getElementById('webauth'),
    () => navigator.credentials.get({ publicKey: { challenge: challenge(), rpId: location.hostname } }),
    (response, id) => ({ clientDataJSON: bytes(response.clientDataJSON), authenticatorData: bytes(response.authenticatorData), signature: bytes(response.signature), credentialId: id, userHandle: response.userHandle ? bytes(response.userHandle) : '' }))));
  all('#registerWebAuthn', (button) => button.addEventListener('click', () => asked(document.getElementById('register'),
    () => navigator.credentials.create({ publicKey: { challenge: challenge(), rp: { id: location.hostname, name: 'Keycloak' }, user: { id: challenge(), name: 'user', displayName: 'user' }, pubKeyCredParams: [{ type: 'public-key', alg: -7 }] } }),
    (response, id) => ({ clientDataJSON: bytes(response.clientDataJSON), attestationObject: bytes(response.attestationObject), publicKeyCredentialId: id }))));
  const codes = () => [...document.querySelectorAll('#kc-recovery-codes-list li')].map((item, at) => (at + 1) + ': ' + item.innerText).join('\\r\\n');
  all('#printRecoveryCodes', (button) => button.addEventListener('click', () => print()));
  all('#copyRecoveryCodes', (button) => button.addEventListener('click', () => navigator.clipboard.writeText(codes())));
  all('#downloadRecoveryCodes', (button) => button.addEventListener('click', () => {
    const link = document.createElement('a');
    link.href = 'data:text/plain;charset=utf-8,' + encodeURIComponent(codes());
    link.download = 'kc-download-recovery-codes.txt';
    link.click();
  }));
})();
`;

/** Moves the page for ever: what a driver that waits for rest must give up on. */
export const RESTLESS_SCRIPT = `
setInterval(() => { document.querySelector('main').style.marginTop = (performance.now() % 97) + 'px'; }, 30);
`;
