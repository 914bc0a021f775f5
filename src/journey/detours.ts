/** Runs in the browser: asks for the page again. Keycloak puts an address that may be asked for in place of a form's. */
export function showAgain(): void {
  location.assign(location.href);
}

/** Runs in the browser: the start-over link, or where the page shows none the address it would have. */
export function leaveForRestart(): void {
  const link = document.querySelector<HTMLElement>('#reset-login, #loginRestartLink');
  if (link) {
    link.click();
    return;
  }
  const form = document.querySelector('form[action*="/login-actions/"]');
  const { origin, pathname, searchParams } = new URL(form?.getAttribute('action') ?? location.href, location.href);
  const kept = ['client_id', 'tab_id', 'client_data'].flatMap((name) => {
    const value = searchParams.get(name);
    return value === null ? [] : [[name, value]];
  });
  const path = pathname.replace(/\/login-actions\/.*$/, '/login-actions/restart');
  location.assign(`${origin}${path}?${new URLSearchParams(kept)}`);
}
