// What JavaScript adds to a page that already works without it.
import { ExitThisPage, initAll } from './govuk-frontend.js';

// GOV.UK Frontend hides the page and follows the link. Ours also gives up its place in the history, so that "back" does
// not lead to it.
const hideAndLeave = ExitThisPage.prototype.exitPage;
ExitThisPage.prototype.exitPage = function () {
  hideAndLeave.call(this);
  window.location.replace(this.$button.href);
};

initAll();

// Library mode: ask whether somebody is still there before the device forgets the route. Whoever has just typed or pressed
// something is not asked. What is being typed stays, since the page is not loaded anew.
function keepOpen(bar) {
  const [limit, warning] = [bar.dataset.seconds, bar.dataset.warning].map((seconds) => Number(seconds) * 1000);
  const notice = bar.querySelector('form');
  let ends = Date.now() + limit;
  let lastAct = 0;
  let before = null;
  let isAsking = false;
  for (const act of ['keydown', 'pointerdown']) document.addEventListener(act, () => { lastAct = Date.now(); });

  function close() {
    window.location.replace(bar.dataset.closed);
  }

  async function carryOn() {
    isAsking = true;
    const answer = await fetch(notice.action, { method: 'POST', body: new FormData(notice) }).catch(() => null);
    isAsking = false;
    if (answer === null) return; // away for a moment: it is tried again
    if (answer.redirected || !answer.ok) {
      close();
      return;
    }
    const until = await answer.text();
    ends = Date.now() + limit;
    for (const place of bar.querySelectorAll('[data-until]')) place.textContent = until;
    notice.hidden = true;
    before?.focus();
    before = null;
  }

  function look() {
    const left = ends - Date.now();
    if (left <= 0) {
      close();
    } else if (left <= warning && notice.hidden && !isAsking) {
      if (Date.now() - lastAct < warning) {
        carryOn();
      } else {
        before = document.activeElement;
        notice.hidden = false;
      }
    }
  }

  notice.addEventListener('submit', (event) => {
    event.preventDefault();
    carryOn();
  });
  setInterval(look, 1000);
}

const bar = document.querySelector('.hr-library');
if (bar) keepOpen(bar);

// Passkeys: hand what the page says to the device, and what the device says to the form. The page works without; it says so.
const fromText = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

function asDevicesTakeIt(options) {
  options.challenge = fromText(options.challenge);
  if (options.user) options.user.id = fromText(options.user.id);
  for (const known of [...(options.excludeCredentials ?? []), ...(options.allowCredentials ?? [])]) known.id = fromText(known.id);
  return options;
}

function asWeTakeIt(credential) {
  const response = {};
  for (const part of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (credential.response[part]) response[part] = toText(credential.response[part]);
  }
  return JSON.stringify({ id: credential.id, rawId: toText(credential.rawId), type: credential.type, response, clientExtensionResults: {} });
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    form.hidden = false;
    for (const note of document.querySelectorAll('[data-without-passkeys]')) note.hidden = true;
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const status = form.querySelector('[role=status]');
      status.textContent = '';
      try {
        const publicKey = asDevicesTakeIt(JSON.parse(form.dataset.options));
        const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
        form.elements.answer.value = asWeTakeIt(credential);
        form.submit();
      } catch {
        status.textContent = form.querySelector('[data-refused]').textContent;
      }
    });
  }
}
